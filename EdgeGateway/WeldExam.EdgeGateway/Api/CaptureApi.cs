using System.Text;
using WeldExam.Drivers.Capture;
using WeldExam.EdgeGateway.Running;
using WeldExam.Exam.Time;

namespace WeldExam.EdgeGateway.Api;

/// <summary>What passed on a bus of late, for a technician.</summary>
internal sealed class CaptureApi(Box box, Views views)
{
    // A USB adapter hands over a frame in pieces some milliseconds apart.
    private static readonly TimeSpan OneFrame = TimeSpan.FromMilliseconds(5);

    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/api/v1/stations/{station}/buses/{bus}/capture", Text)
            .Produces<string>(contentType: "text/plain").WithSummary("Every frame of the bus's recent past as text, which weldexam-sim can play back");
        routes.MapGet("/api/v1/stations/{station}/buses/{bus}/capture.pcap", Pcap)
            .Produces<byte[]>(contentType: "application/vnd.tcpdump.pcap").WithSummary("The same of a Modbus TCP bus, for Wireshark");
    }

    private IResult Text(string station, string bus, TimeProvider clock)
    {
        if (Find(station, bus, out var refusal) is not { } capture)
            return refusal!;
        return Results.Text(CaptureText.Of(capture.Line, capture.Ring.Snapshot(), AnchorOf(clock), OneFrame), "text/plain", Encoding.UTF8);
    }

    private IResult Pcap(string station, string bus, TimeProvider clock)
    {
        if (Find(station, bus, out var refusal) is not { } capture)
            return refusal!;
        return capture.Port is { } port
            ? Results.Bytes(CapturePcap.Of(capture.Ring.Snapshot(), AnchorOf(clock), port), "application/vnd.tcpdump.pcap", $"{station}-{bus}.pcap")
            : views.Refuse([new("capture.serial", bus)], StatusCodes.Status409Conflict);
    }

    private static WallAnchor AnchorOf(TimeProvider clock) => new(MonotonicTick.Now(clock), clock.GetUtcNow());

    private BusCapture? Find(string station, string bus, out IResult? refusal)
    {
        var runner = box.Find(station);
        var capture = runner?.Captures.FirstOrDefault(capture => capture.Bus == bus);
        refusal = (runner, capture) switch
        {
            (null, _) => views.Refuse([new("station.unknown", station)], StatusCodes.Status404NotFound),
            (_, null) => views.Refuse([new("bus.unknown", bus)], StatusCodes.Status404NotFound),
            _ => null,
        };
        return capture;
    }
}
