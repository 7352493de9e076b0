using System.Collections.Immutable;
using WeldExam.Contracts.Files;
using WeldExam.Exam.Journal;
using WeldExam.Station.Files;
using WeldExam.Uplink.Files;

namespace WeldExam.EdgeGateway.Running;

/// <summary>Puts what the centre issues in force, once, and enters it in each station's journal.</summary>
internal sealed partial class BoxFiles(IssuedFiles files, ImmutableArray<StationRunner> stations, ILogger<BoxFiles> logger) : IFileAdoption
{
    public ValueTask<bool> AdoptAsync(SignedFile file, ReadOnlyMemory<byte> signed, CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        var kind = FileKinds.Word(file.Kind);
        switch (files.Adopt(signed, out var adopted))
        {
            case Adoption.InForce:
                foreach (var station in stations)
                    station.Loop.Adopted(new FileAdopted(kind, adopted!.TopicName, adopted.Hash));
                LogAdopted(kind, file.TopicName, file.Version);
                break;
            case Adoption.Refused refused:
                LogRefused(kind, file.TopicName, refused.Reason);
                return new(false);
        }

        return new(true);
    }

    [LoggerMessage(EventId = 4201, Level = LogLevel.Information, Message = "In force: {Kind} {Name}, version {Version}")]
    private partial void LogAdopted(string kind, string name, string version);

    [LoggerMessage(EventId = 4202, Level = LogLevel.Error, Message = "Not put in force: {Kind} {Name}: {Reason}")]
    private partial void LogRefused(string kind, string name, string reason);
}
