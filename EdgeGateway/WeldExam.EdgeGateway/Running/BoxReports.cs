using System.Collections.Immutable;
using WeldExam.Contracts.Messages;
using WeldExam.Contracts.Topics;
using WeldExam.Exam.Signals;
using WeldExam.Station.Flow;
using WeldExam.Uplink.Reports;

namespace WeldExam.EdgeGateway.Running;

/// <summary>What the box tells the centre of its stations; advisory, asked on the box's thread.</summary>
internal sealed class BoxReports(ImmutableArray<StationRunner> stations, StationSurroundings around) : IStationReports
{
    public ImmutableArray<TaskReadiness> Readiness(BoxAddress station) => Find(station) is not { } loop ? [] :
    [
        .. from shelved in around.Papers.All.GroupBy(shelved => shelved.Paper.Id).Select(editions => editions.Last())
           from task in shelved.Paper.Tasks
           let reasons = loop.Readiness(shelved.Paper, task)
           select new TaskReadiness(
               task.Id, reasons.IsEmpty ? ReadinessVerdict.Ready : ReadinessVerdict.NotReady, [.. reasons.Select(reason => reason.ToString())]),
    ];

    public LiveReport? Live(BoxAddress station)
    {
        if (Find(station) is not { } loop)
            return null;
        var part = loop.Part;
        var now = loop.Now;
        return new(
            part?.Journal.ToString(),
            part?.Session.Phase.ToString() ?? "Idle",
            part is { IsOver: false } ? part.Live.Highest.ToString() : null,
            [.. loop.Setup.Channels.Channels.Select(channel => SignalOf(channel, loop.Live.Of(channel, now)))]);
    }

    private static LiveSignal SignalOf(Channel channel, Station.Acquisition.LiveValue value) => new(
        channel.Signal,
        value.Quality == Quality.Good ? channel.InUnits(value.Value).ToString() : null,
        channel.Kind == ChannelKind.Switch ? null : channel.Unit);

    private StationLoop? Find(BoxAddress station) =>
        stations.FirstOrDefault(runner => runner.Loop.Setup.Station == station.Station && runner.Loop.Setup.Point == station.Point)?.Loop;
}
