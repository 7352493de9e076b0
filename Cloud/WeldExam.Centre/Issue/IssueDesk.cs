using System.Collections.Immutable;
using System.Globalization;
using WeldExam.Centre.Archive;
using WeldExam.Centre.Boxes;
using WeldExam.Centre.Verification;
using WeldExam.Contracts.Files;
using WeldExam.Contracts.Signing;
using WeldExam.Contracts.Topics;

namespace WeldExam.Centre.Issue;

/// <summary>A retained message for a box.</summary>
public sealed record IssuedMessage(IssueTopic Topic, ReadOnlyMemory<byte> Bytes);

/// <summary>What became of an uploaded file.</summary>
/// <param name="Errors">Why it was refused; empty when it is in force.</param>
/// <param name="Messages">What to publish.</param>
public sealed record IssueOutcome(ImmutableArray<string> Errors, ImmutableArray<IssuedMessage> Messages)
{
    public bool IsInForce => Errors.IsEmpty;
}

/// <summary>Checks, signs and issues papers, rosters, staff registers and policies. Each goes to every station of the boxes concerned, retained.</summary>
public sealed class IssueDesk(ICentreStore store, BoxRegister boxes, IExamScorer scorer, IBlockSigner centre, TimeProvider clock)
{
    /// <summary>Puts a paper in force everywhere.</summary>
    public async ValueTask<IssueOutcome> PaperAsync(string file, ReadOnlyMemory<byte> content, CancellationToken cancel)
    {
        var answer = scorer.Check(file, content);
        if (answer is not PaperFits fits)
            return Refused(answer is PaperFaulty faulty ? faulty.Errors : [$"{file}: no answer"]);
        var signed = new SignedFile(FileKind.Paper, fits.Id, fits.Version, content);
        if (!TopicLevel.IsValid(signed.TopicName))
            return Refused([$"{file}: id and version '{signed.TopicName}' cannot stand in a topic"]);
        var papers = await store.PapersAsync(cancel);
        if (papers.FirstOrDefault(other => other.Id == fits.Id && other.Version == fits.Version && other.Hash != signed.Hash) is { } other)
            return Refused([$"{file}: version {fits.Version} of {fits.Id} is in force with other content ({other.Hash}): give it a new version"]);
        await store.CommitAsync(new CentreChange { Paper = new(signed.Hash, fits.Id, fits.Version, fits.Status, content) }, cancel);
        return new([], ToStations(signed, boxes.Addresses()));
    }

    /// <summary>Puts a roster in force at its point.</summary>
    public async ValueTask<IssueOutcome> RosterAsync(ReadOnlyMemory<byte> json, CancellationToken cancel)
    {
        if (Roster.TryRead(json.Span, out var reason) is not { } roster)
            return Refused([reason]);
        if (!boxes.Addresses(roster.Point).Any())
            return Refused([$"no box of point {roster.Point} is known"]);
        var signed = roster.ToFile();
        var former = (await store.RostersAsync(cancel)).FirstOrDefault(row => row.Point == roster.Point);
        if (former is not null && (roster.Version < former.Version || (roster.Version == former.Version && signed.Hash != former.Hash)))
            return Refused([$"version {former.Version} of point {roster.Point} is in force: give it a higher one"]);
        await store.CommitAsync(new CentreChange { Roster = new(roster.Point, roster.Version, signed.Hash, signed.Content) }, cancel);
        return new([], ToStations(signed, boxes.Addresses(roster.Point)));
    }

    /// <summary>Signs a permission to hold exams under a sample paper, for the boxes of one point. A later version that is over already withdraws it.</summary>
    public async ValueTask<IssueOutcome> PolicyAsync(ReadOnlyMemory<byte> json, CancellationToken cancel)
    {
        if (PaperPolicy.TryRead(json.Span, out var reason) is not { } policy)
            return Refused([$"policy.malformed: {reason}"]);
        if (!boxes.Addresses(policy.Point).Any())
            return Refused([$"policy.unknownPoint: no box of point {policy.Point} is known"]);
        if (await store.FindPaperAsync(policy.Paper(), cancel) is not { } paper)
            return Refused([$"policy.unknownPaper: {policy.PaperHash}"]);
        if (paper.Status != "sample")
            return Refused([$"policy.needless: {paper.Id} {paper.Version} is no sample"]);
        var signed = policy.ToFile();
        var former = (await store.PoliciesAsync(cancel)).Where(row => row.Id == policy.Id).MaxBy(row => row.Version);
        if (former is not null && (policy.Version < former.Version || (policy.Version == former.Version && signed.Hash != former.Hash)))
            return Refused([$"policy.sameVersion: version {former.Version} of {policy.Id} is in force: give it a higher one"]);
        if (former is not null && former.Point != policy.Point)
            return Refused([$"policy.otherPoint: {policy.Id} is for point {former.Point}"]);
        if (former is null && policy.Expires <= clock.GetUtcNow())
            return Refused([$"policy.expired: {policy.Expires:u}"]);
        await store.CommitAsync(new CentreChange { Policy = new(policy.Id, policy.Version, policy.Point, signed.Hash, signed.Content) }, cancel);
        return new([], ToStations(signed, boxes.Addresses(policy.Point)));
    }

    /// <summary>Puts a staff register in force at its point, in the one spelling.</summary>
    public async ValueTask<IssueOutcome> StaffAsync(ReadOnlyMemory<byte> json, CancellationToken cancel)
    {
        if (StaffFile.TryRead(json.Span, out var reason) is not { } register)
            return Refused([reason]);
        if (!boxes.Addresses(register.Point).Any())
            return Refused([$"no box of point {register.Point} is known"]);
        var signed = StaffFile.ToFile(register);
        var former = (await store.StaffAsync(cancel)).FirstOrDefault(row => row.Point == register.Point);
        if (former is not null && (register.Version < former.Version || (register.Version == former.Version && signed.Hash != former.Hash)))
            return Refused([$"version {former.Version} of point {register.Point} is in force: give it a higher one"]);
        await store.CommitAsync(new CentreChange { Staff = new(register.Point, register.Version, signed.Hash, signed.Content) }, cancel);
        return new([], ToStations(signed, boxes.Addresses(register.Point)));
    }

    /// <summary>Everything in force, signed anew: what a start publishes.</summary>
    public async ValueTask<ImmutableArray<IssuedMessage>> InForceAsync(CancellationToken cancel)
    {
        var messages = ImmutableArray.CreateBuilder<IssuedMessage>();
        foreach (var paper in await store.PapersAsync(cancel))
            messages.AddRange(ToStations(new(FileKind.Paper, paper.Id, paper.Version, paper.Content), boxes.Addresses()));
        foreach (var roster in await store.RostersAsync(cancel))
        {
            var file = new SignedFile(FileKind.Roster, roster.Point, roster.Version.ToString(CultureInfo.InvariantCulture), roster.Content);
            messages.AddRange(ToStations(file, boxes.Addresses(roster.Point)));
        }

        foreach (var policy in (await store.PoliciesAsync(cancel)).GroupBy(row => row.Id, StringComparer.Ordinal).Select(versions => versions.MaxBy(row => row.Version)!))
        {
            var file = new SignedFile(FileKind.Policy, policy.Id, policy.Version.ToString(CultureInfo.InvariantCulture), policy.Content);
            messages.AddRange(ToStations(file, boxes.Addresses(policy.Point)));
        }

        foreach (var staff in await store.StaffAsync(cancel))
        {
            var file = new SignedFile(FileKind.Staff, staff.Point, staff.Version.ToString(CultureInfo.InvariantCulture), staff.Content);
            messages.AddRange(ToStations(file, boxes.Addresses(staff.Point)));
        }

        return messages.ToImmutable();
    }

    private static IssueOutcome Refused(ImmutableArray<string> errors) => new(errors, []);

    private ImmutableArray<IssuedMessage> ToStations(SignedFile file, IEnumerable<BoxAddress> addresses)
    {
        var bytes = file.Sign(centre);
        return [.. addresses.Select(address => new IssuedMessage(new(address, file.Kind, file.TopicName), bytes))];
    }
}
