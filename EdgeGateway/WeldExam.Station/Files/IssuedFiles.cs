using WeldExam.Contracts.Files;
using WeldExam.Contracts.Signing;
using WeldExam.Exam.Papers;
using WeldExam.Station.Identity;
using WeldExam.Station.Storage;

namespace WeldExam.Station.Files;

/// <summary>What the centre has issued to this box: each file is kept with its signature, checked again at every start, and put in force.</summary>
/// <param name="disk">Where the files lie.</param>
/// <param name="centreKey">Whose signature counts; empty where there is no centre.</param>
/// <param name="suite">Its scheme.</param>
/// <param name="papers">Where papers go.</param>
/// <param name="roster">Where rosters go.</param>
/// <param name="point">The exam point: another point's roster is refused.</param>
public sealed class IssuedFiles(
    IJournalDisk disk, ReadOnlyMemory<byte> centreKey, ISignatureSuite suite, PaperShelf papers, RosterBook roster, string point)
{
    private const string Extension = ".issued";

    /// <summary>Takes up what lies on disk; returns what could not be used, and why.</summary>
    public IReadOnlyList<string> Load()
    {
        var refused = new List<string>();
        foreach (var name in disk.List().Where(name => name.EndsWith(Extension, StringComparison.Ordinal)).Order(StringComparer.Ordinal))
        {
            if (disk.Read(name, 0, (int)Math.Min(disk.LengthOf(name), SignedFile.MaxLength + 1), out var bytes) is { } fault)
                refused.Add(fault.ToString());
            else if (!SignedFile.TryRead(bytes, centreKey.Span, suite, out var file, out var reason))
                refused.Add($"{name}: {reason}");
            else if (PutInForce(file!) is { } why)
                refused.Add($"{name}: {why}");
        }

        return refused;
    }

    /// <summary>Adopts a file that has just arrived, signature and all.</summary>
    public Adoption Adopt(ReadOnlyMemory<byte> bytes, out SignedFile? file)
    {
        if (!SignedFile.TryRead(bytes, centreKey.Span, suite, out file, out var reason))
            return new Adoption.Refused(reason);
        var name = $"{FileKinds.Word(file!.Kind)}-{file.Hash}{Extension}";
        if (disk.LengthOf(name) > 0)
            return new Adoption.Known();
        if ((PutInForce(file) ?? disk.Replace(name, bytes.Span)?.ToString()) is { } why)
            return new Adoption.Refused(why);
        return new Adoption.InForce();
    }

    private string? PutInForce(SignedFile file)
    {
        switch (file.Kind)
        {
            case FileKind.Paper:
                var reading = PaperReader.Read(file.TopicName, file.Content.Span);
                if (reading is PaperAccepted accepted)
                    papers.Add(accepted.Paper, isIssued: true, file.Content);
                return (reading as PaperRefused)?.ToString();
            case FileKind.Roster:
                if (Roster.TryRead(file.Content.Span, out var reason) is not { } read)
                    return reason;
                if (read.Point != point)
                    return $"is for point {read.Point}";
                roster.Adopt(read);
                return null;
            default:
                return $"{file.Kind} is of no use here";
        }
    }
}
