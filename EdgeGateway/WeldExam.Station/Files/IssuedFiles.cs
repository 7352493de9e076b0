using WeldExam.Contracts.Files;
using WeldExam.Contracts.Signing;
using WeldExam.Exam.Papers;
using WeldExam.Exam.People;
using WeldExam.Station.Identity;
using WeldExam.Station.People;
using WeldExam.Station.Storage;

namespace WeldExam.Station.Files;

/// <summary>What the centre has issued to this box: each file is kept with its signature, checked again at every start, and put in force.</summary>
/// <param name="disk">Where the files lie.</param>
/// <param name="centreKey">Whose signature counts; empty where there is no centre.</param>
/// <param name="suite">Its scheme.</param>
/// <param name="papers">Where papers go.</param>
/// <param name="roster">Where rosters go.</param>
/// <param name="policies">Where policies go.</param>
/// <param name="point">The exam point: another point's roster or policy is refused.</param>
public sealed class IssuedFiles(
    IJournalDisk disk, ReadOnlyMemory<byte> centreKey, ISignatureSuite suite, PaperShelf papers, RosterBook roster, PolicyBook policies, string point)
{
    private const string Extension = ".issued";

    /// <summary>Where staff registers go.</summary>
    public StaffBook Staff { get; init; } = new();

    // What this process took, not what lies on the disk: a file there may be broken, or signed under the centre's former key.
    private readonly HashSet<Exam.Hash256> _inForce = [];

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
            else if (Judge(file!, out var use) is { } why)
                refused.Add($"{name}: {why}");
            else
                PutInForce(file!, use);
        }

        return refused;
    }

    /// <summary>Adopts a file that has just arrived, signature and all.</summary>
    public Adoption Adopt(ReadOnlyMemory<byte> bytes, out SignedFile? file)
    {
        if (!SignedFile.TryRead(bytes, centreKey.Span, suite, out file, out var reason))
            return new Adoption.Refused(reason);
        var name = $"{FileKinds.Word(file!.Kind)}-{file.Hash}{Extension}";
        if (_inForce.Contains(file.Hash))
            return new Adoption.Known();
        if (Judge(file, out var use) is { } why)
            return new Adoption.Refused(why);
        if (use.Roster?.Version < roster.Version || use.Staff?.Version < Staff.Version || (use.Policy is { } policy && policy.Version < policies.VersionOf(policy.Id)))
            return new Adoption.Known();
        if (disk.Replace(name, bytes.Span) is { } lost)
            return new Adoption.Refused(lost.ToString());
        PutInForce(file, use);
        return new Adoption.InForce();
    }

    private string? Judge(SignedFile file, out (Exam.Papers.Paper? Paper, Roster? Roster, PaperPolicy? Policy, StaffRegister? Staff) use)
    {
        use = default;
        switch (file.Kind)
        {
            case FileKind.Paper:
                var reading = PaperReader.Read(file.TopicName, file.Content.Span);
                use.Paper = (reading as PaperAccepted)?.Paper;
                return (reading as PaperRefused)?.ToString();
            case FileKind.Roster:
                use.Roster = Roster.TryRead(file.Content.Span, out var reason);
                return use.Roster is not { } read ? reason
                    : read.Point != point ? $"is for point {read.Point}"
                    : read.Version == roster.Version ? $"another roster of version {read.Version} is in force"
                    : null;
            case FileKind.Policy:
                use.Policy = PaperPolicy.TryRead(file.Content.Span, out var fault);
                return use.Policy is not { } policy ? $"policy.malformed: {fault}"
                    : policy.Point != point ? $"policy.otherPoint: {policy.Id} is for point {policy.Point}"
                    : policy.Version == policies.VersionOf(policy.Id) ? $"policy.sameVersion: another {policy.Id} of version {policy.Version} is in force"
                    : null;
            case FileKind.Staff:
                use.Staff = StaffFile.TryReadIssued(file.Content.Span, out var wrong);
                return use.Staff is not { } register ? wrong
                    : register.Point != point ? $"is for point {register.Point}"
                    : register.Version == Staff.Version ? $"another register of version {register.Version} is in force"
                    : null;
            default:
                return $"{file.Kind} is of no use here";
        }
    }

    private void PutInForce(SignedFile file, (Exam.Papers.Paper? Paper, Roster? Roster, PaperPolicy? Policy, StaffRegister? Staff) use)
    {
        _inForce.Add(file.Hash);
        if (use.Paper is { } paper)
            papers.Add(paper, isIssued: true, file.Content);
        if (use.Roster is { } read)
            roster.Adopt(read);
        if (use.Policy is { } policy)
            policies.Adopt(policy, file.Hash);
        if (use.Staff is { } register)
            Staff.Adopt(register, file.Hash);
    }
}
