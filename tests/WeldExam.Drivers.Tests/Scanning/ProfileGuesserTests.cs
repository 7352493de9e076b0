using WeldExam.Drivers.Lines;
using WeldExam.Drivers.Profiles;
using WeldExam.Drivers.Scanning;
using WeldExam.Drivers.Tests.FaultModel;
using WeldExam.Drivers.Tests.Rig;
using WeldExam.Protocols.Modbus;
using Xunit;

namespace WeldExam.Drivers.Tests.Scanning;

public sealed class ProfileGuesserTests
{
    private static readonly SerialSettings Settings = new();

    private static readonly UnitFound Found = new(Settings, 1, ModbusRequest.ReadHoldingRegisters(0, 1), ModbusExceptionCode.None, ScanPatience.Quick);

    private readonly FaultClock _clock = new();
    private readonly ScannedBus _bus;

    public ProfileGuesserTests() => _bus = new ScannedBus(_clock);

    public static TheoryData<string> Models =>
        ["eastron-sdm630", "fronius-tpsi-ri", "generic-example", "icp-das-m-7017c", "kemppi-a7-image", "pzem-017", "siargo-mf5700", "waveshare-ai-8ch-hall", "waveshare-dio-8ch"];

    [Theory]
    [MemberData(nameof(Models))]
    public void A_device_with_a_models_registers_is_guessed_to_be_that_model(string name)
    {
        var profile = Shipped(name);
        Serve(RegisterMap.Of(profile));
        var guess = Guess(All);
        Assert.Equal(profile.Identity.Name, guess.Ranked[0].Profile.Identity.Name);
        Assert.True(guess.Ranked[0].Fits == name is not "waveshare-dio-8ch", "switches alone speak for no model");
        Assert.Equal(guess.NoneFits ? 0 : 1, guess.Best.Length);
        Assert.All(guess.Ranked.Skip(1), match => Assert.False(match.Fits));
    }

    [Fact]
    public void A_fingerprint_decides_between_models_of_one_map()
    {
        var one = Drawn.Profile(new(), Drawn.Register("current", 0)) with { Fingerprints = [new(RegisterKind.Holding, 9, 1, 0xFF00, [0x1200], null)] };
        var other = one with { Fingerprints = [new(RegisterKind.Holding, 9, 1, 0xFF00, [0x1300], null)] };
        Serve(RegisterMap.Of(other));
        var guess = Guess(one, other);
        Assert.Equal([(true, IdentityMatch.Matched), (false, IdentityMatch.Other)], guess.Ranked.Select(match => (match.Fits, match.Identity)));
        Assert.Same(other, Assert.Single(guess.Best).Profile);
    }

    [Fact]
    public void Models_that_nothing_tells_apart_are_a_tie()
    {
        Serve(RegisterMap.Of(Drawn.Profile(new(), Drawn.Register("current", 0), Drawn.Register("voltage", 1))));
        var guess = Guess(Drawn.Profile(new(), Drawn.Register("current", 0)), Drawn.Profile(new(), Drawn.Register("flow", 1)));
        Assert.True(guess.IsTie);
        Assert.Equal(2, guess.Best.Length);
    }

    [Fact]
    public void A_value_outside_of_its_range_speaks_against_a_model_without_fingerprint()
    {
        var profile = Drawn.Profile(new(), Drawn.Register("current", 0));
        var map = RegisterMap.Of(profile);
        map[RegisterKind.Input, 0] = 60_001;
        Serve(map);
        Assert.True(Guess(profile).NoneFits);
    }

    [Fact]
    public void A_device_that_fell_silent_fits_none_and_takes_bounded_time()
    {
        var profiles = All;
        Assert.True(Guess(profiles).NoneFits);
        Assert.InRange(_bus.Asked.Count, 10, 80);
        var longest = profiles.Max(profile => profile.Poll.LongestAnswer + profile.Poll.ResponseTimeout);
        Assert.InRange(TimeSpan.FromMicroseconds(_clock.Now), TimeSpan.FromSeconds(1), _bus.Asked.Count * longest);
    }

    [Fact]
    public void What_one_model_forbids_is_asked_for_by_none()
    {
        var forbidding = Drawn.Profile(new ReadLimits { Forbidden = Drawn.Forbidden((5, 1)) }, Drawn.Register("current", 0));
        var other = Drawn.Profile(new(), Drawn.Register("flow", 5));
        Serve(RegisterMap.Of(other));
        var match = Guess(forbidding, other).Ranked.Single(match => match.Profile == other);
        Assert.Equal((1, false), (match.Unread, match.Fits));
        Assert.All(_bus.Asked, asked => Assert.Equal(0, asked.Bytes[3]));
    }

    [Fact]
    public void A_guess_that_is_cancelled_ends_at_once()
    {
        using var stop = new CancellationTokenSource(TimeSpan.FromMilliseconds(250), _clock);
        Assert.ThrowsAny<OperationCanceledException>(() => _clock.Run(() => new ProfileGuesser(_bus.Links, _clock).GuessAsync(Found, [.. All], stop.Token)));
        Assert.Equal(250_000, _clock.Now);
    }

    private static DeviceProfile[] All => [.. Models.Select(row => Shipped(row.Data))];

    private static DeviceProfile Shipped(string name) => ProfileFile.Read(File.ReadAllBytes(Path.Combine(ProfileFile.ShippedFolder, $"{name}.yaml")), name).Profile!;

    private void Serve(RegisterMap map) => _bus.Devices.Add(new(Settings, 1, map.Answer));

    private ProfileGuess Guess(params DeviceProfile[] profiles) =>
        _clock.Run(() => new ProfileGuesser(_bus.Links, _clock).GuessAsync(Found, [.. profiles], default));
}
