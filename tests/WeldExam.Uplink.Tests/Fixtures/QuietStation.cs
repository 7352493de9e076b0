using System.Collections.Immutable;
using WeldExam.Contracts.Files;
using WeldExam.Contracts.Messages;
using WeldExam.Contracts.Topics;
using WeldExam.Uplink.Files;
using WeldExam.Uplink.Reports;

namespace WeldExam.Uplink.Tests.Fixtures;

/// <summary>A station that is ready and shows a phase; remembers the files it was given.</summary>
internal sealed class QuietStation : IStationReports, IFileAdoption
{
    public List<SignedFile> Adopted { get; } = [];

    /// <summary>False: the disk is full.</summary>
    public bool TakesFiles { get; set; } = true;

    public ImmutableArray<TaskReadiness> Readiness(BoxAddress station) => [new("K21", ReadinessVerdict.Ready, [])];

    public LiveReport? Live(BoxAddress station) => new(null, "idle", null, []);

    public ValueTask<bool> AdoptAsync(SignedFile file, ReadOnlyMemory<byte> signed, CancellationToken cancel)
    {
        Adopted.Add(file);
        return new(TakesFiles);
    }
}
