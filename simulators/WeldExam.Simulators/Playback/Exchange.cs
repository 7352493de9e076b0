using System.Collections.Immutable;

namespace WeldExam.Simulators.Playback;

/// <summary>One request of a capture and all that was heard before the next one.</summary>
/// <param name="At">From the capture's beginning.</param>
/// <param name="Request">The bytes asked.</param>
/// <param name="Answers">None where the device was silent.</param>
public sealed record Exchange(TimeSpan At, ReadOnlyMemory<byte> Request, ImmutableArray<RecordedAnswer> Answers);

/// <summary>Bytes heard after a request.</summary>
/// <param name="Bytes">The bytes.</param>
/// <param name="After">Time since the request.</param>
public sealed record RecordedAnswer(ReadOnlyMemory<byte> Bytes, TimeSpan After);
