using System.Collections.Immutable;
using WeldExam.Contracts.Signing;
using WeldExam.Contracts.Topics;

namespace WeldExam.Centre.Boxes;

/// <summary>All boxes that may report.</summary>
public sealed class BoxRegister
{
    private readonly ImmutableDictionary<string, Box> _boxes;

    public BoxRegister(IEnumerable<Box> boxes, ISignatureSuite suite)
    {
        _boxes = boxes.ToImmutableDictionary(box => box.Name);
        Trust = new(suite, _boxes.ToImmutableDictionary(pair => pair.Key, pair => pair.Value.DeviceKeys));
    }

    /// <summary>Whose signatures count.</summary>
    public DeviceTrust Trust { get; }

    public IEnumerable<Box> All => _boxes.Values.OrderBy(box => box.Name, StringComparer.Ordinal);

    public bool Serves(string box, string point, string station) =>
        _boxes.TryGetValue(box, out var known) && known.Point == point && known.Stations.Contains(station);

    /// <summary>Every station of one point, or of all.</summary>
    public IEnumerable<BoxAddress> Addresses(string? point = null) =>
        from box in All
        where point is null || box.Point == point
        from station in box.Stations
        select new BoxAddress(box.Point, station);
}
