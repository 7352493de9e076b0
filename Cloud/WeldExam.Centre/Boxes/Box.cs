using System.Collections.Immutable;

namespace WeldExam.Centre.Boxes;

/// <summary>A box that may report: the map box → stations is the centre's.</summary>
/// <param name="Name">As in its certificates.</param>
/// <param name="Point">The exam point.</param>
/// <param name="Stations">1–4 stations that it serves.</param>
/// <param name="DeviceKeys">Its public keys, newest last; old ones stay, so that old evidence still verifies.</param>
public sealed record Box(string Name, string Point, ImmutableArray<string> Stations, ImmutableArray<ReadOnlyMemory<byte>> DeviceKeys);
