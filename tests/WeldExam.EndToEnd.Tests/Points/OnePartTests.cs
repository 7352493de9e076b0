using WeldExam.Contracts.Reading;
using WeldExam.Contracts.Signing;
using WeldExam.Simulators.Welders;

namespace WeldExam.EndToEnd.Tests.Points;

[Collection(WholePoints.Name)]
public sealed class OnePartTests(ITestOutputHelper output) : IDisposable
{
    private readonly PointFolder _folder = new(output);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    /// <summary>A broker of another house between box and centre, and a bit that turns over in the finished file.</summary>
    [Fact]
    public async Task A_part_sent_through_mosquitto_is_the_same_at_box_centre_and_peer_and_a_flipped_bit_is_found()
    {
        await using var broker = await Mosquitto.StartAsync(_folder.Path, Stop);
        await using var point = await OneBoxPoint.StartAsync(_folder.Path, ["K11"], new WelderSkill(), seed: 11, broker.Port, output, Stop);
        var part = await HeldPart.GatherAsync(point, Assert.Single(await point.SitAsync(Stop)), Stop);
        await part.AssertAgreesAsync(Stop);
        Assert.Equal(point.Box.Client.Answered.Skip(1), part.Acts); // the first one, the opening, names the journal
        Assert.Equal(part.Id, point.Box.Client.Answered[0]);
        await AssertFlippedBitIsFoundAsync(part);
    }

    public void Dispose() => _folder.Leave();

    private static async Task AssertFlippedBitIsFoundAsync(HeldPart part)
    {
        var hit = part.Reading.Blocks.Length / 2;
        var offset = part.Reading.Blocks.Take(hit).Sum(block => block.Bytes.Length);
        var forged = part.AtBox.ToArray();
        forged[offset + (part.Reading.Blocks[hit].Bytes.Length / 2)] ^= 0x10;

        var (code, peer) = await PythonReader.ReadAsync(forged, part.Box, part.DeviceKey, Stop);
        Assert.Equal(1, code);
        Assert.Equal((hit, offset), (peer.GetProperty("fault").GetProperty("block").GetInt32(), peer.GetProperty("fault").GetProperty("offset").GetInt32()));

        using var suite = new Es256Suite();
        var ours = JournalReading.Of(forged, DeviceTrust.Of(suite, part.Box, part.DeviceKey));
        Assert.Equal((false, hit, (long)offset), (ours.IsSound, ours.Blocks.Length, ours.SoundLength));
    }
}
