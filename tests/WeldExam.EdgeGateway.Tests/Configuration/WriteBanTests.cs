using System.Collections.Immutable;
using WeldExam.Drivers.Outputs;
using WeldExam.Drivers.Profiles;
using WeldExam.EdgeGateway.Configuration;
using WeldExam.EdgeGateway.Running;

namespace WeldExam.EdgeGateway.Tests.Configuration;

/// <summary>An output is a coil of a board that does nothing but switch: never a meter, never a welding machine.</summary>
[Trait("Clause", "practice: the product never writes set-points to a welding machine")]
public sealed class WriteBanTests
{
    [Theory]
    [InlineData("waveshare-dio-8ch", "output-1", "")]
    [InlineData("waveshare-dio-8ch", "input-1", "profile 'waveshare-dio-8ch' has no coil input-1")] // a discrete input
    [InlineData("waveshare-dio-8ch", "output-99", "profile 'waveshare-dio-8ch' has no coil output-99")]
    [InlineData("fronius-tpsi-ri", "arc", "profile 'fronius-tpsi-ri' measures: nothing is ever written to a meter or a welding machine")]
    [InlineData("pzem-017", "current", "profile 'pzem-017' measures: nothing is ever written to a meter or a welding machine")]
    [InlineData("generic-example", "current", "profile 'generic-example' measures: nothing is ever written to a meter or a welding machine")]
    public async Task Only_a_coil_of_a_board_that_measures_nothing_is_an_output(string profile, string coil, string problem)
    {
        var profiles = await ProfilesAsync();
        var problems = DeviceWiring.ProblemsOf(Station(profile, coil), profiles).ToList();
        Assert.Equal(problem.Length == 0 ? [] : [$"station 3, bus b, device d: {problem}"], problems);
    }

    [Fact]
    public async Task A_board_with_coils_that_also_measures_is_refused_for_its_coils_too()
    {
        var profiles = (await ProfilesAsync()).ToDictionary();
        var board = profiles["waveshare-dio-8ch"];
        profiles["waveshare-dio-8ch"] = board with { Channels = [.. board.Channels, profiles["pzem-017"].Channels.First(channel => channel.Kind == ChannelKind.Analog)] };
        Assert.Contains("measures", Assert.Single(DeviceWiring.ProblemsOf(Station("waveshare-dio-8ch", "output-1"), profiles)), StringComparison.Ordinal);
    }

    private static StationConfig Station(string profile, string coil) => new()
    {
        Name = "3",
        Buses =
        [
            new()
            {
                Name = "b",
                TcpHost = "127.0.0.1",
                TcpPort = 502,
                Devices =
                [
                    new()
                    {
                        Name = new("d"),
                        Profile = profile,
                        Unit = 1,
                        Signals = ImmutableDictionary<Drivers.ChannelName, Station.Acquisition.SignalUse>.Empty,
                        Outputs = [new() { Name = "horn", Fail = FailState.Off, Coil = new(coil) }],
                    },
                ],
            },
        ],
    };

    private static async Task<IReadOnlyDictionary<string, DeviceProfile>> ProfilesAsync()
    {
        var (profiles, faults) = await ProfileShelf.LoadAsync(null, TestContext.Current.CancellationToken);
        Assert.Empty(faults);
        return profiles;
    }
}
