using System.Collections.Immutable;
using WeldExam.Drivers.Profiles;

namespace WeldExam.Drivers.Tests.Rig;

/// <summary>Profiles and channels for tests that need no file.</summary>
internal static class Drawn
{
    public static DeviceProfile Profile(ReadLimits limits, params IEnumerable<ChannelProfile> channels) => new(
        new ProfileIdentity("drawn", "none", "this test", [], [], []),
        new LinkProfile(LinkKind.Rtu, 1, new(), null),
        new PollProfile(TimeSpan.FromMilliseconds(100), TimeSpan.FromMilliseconds(50), TimeSpan.FromMilliseconds(100), TimeSpan.Zero),
        [],
        [.. channels],
        ProfileHash.Of("drawn"u8))
    {
        Limits = limits,
    };

    public static ChannelProfile Register(string name, int address, int? period = null, RegisterFormat format = RegisterFormat.U16) => new()
    {
        Name = new(name),
        Kind = ChannelKind.Analog,
        From = RegisterKind.Input,
        Address = (ushort)address,
        Format = format,
        Period = period is { } milliseconds ? TimeSpan.FromMilliseconds(milliseconds) : null,
        Valid = new(0, 60_000),
        PoweredBy = PoweredBy.Machine,
    };

    public static ImmutableArray<RegisterArea> Forbidden(params IEnumerable<(int Address, int Count)> areas) =>
        [.. areas.Select(area => new RegisterArea(RegisterKind.Input, area.Address, area.Count))];
}
