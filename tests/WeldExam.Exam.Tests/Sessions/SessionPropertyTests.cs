using System.Collections.Immutable;
using WeldExam.Exam.Journal;
using WeldExam.Exam.Sessions;
using WeldExam.Exam.Tests.Performances;
using WeldExam.Exam.Time;

namespace WeldExam.Exam.Tests.Sessions;

/// <summary>The fold is total, lawful acts follow the table, refusals leave no trace, and a crash loses nothing of what was recorded.</summary>
public sealed class SessionPropertyTests
{
    private const int Cases = 20_000;
    private static readonly ImmutableHashSet<SessionMove> Moves = [.. SessionTable.Moves];

    [Fact]
    public void No_sequence_of_entries_reaches_an_undefined_state() => Seeded.Hold(RandomActs.Sequences, 41, Cases, entries =>
    {
        var session = new ExamSession(SamplePaper.Paper);
        foreach (var recorded in Stamped(entries))
        {
            session.Take(recorded);
            if (!Enum.IsDefined(session.State) || session.Examined(recorded.At) < TimeSpan.Zero)
                return false;
        }

        return true;
    });

    [Fact]
    public void What_is_not_refused_moves_as_the_table_says_and_evidence_moves_nothing()
    {
        var seen = new HashSet<SessionMove>();
        Seeded.Hold(RandomActs.Sequences, 42, Cases, entries =>
        {
            var session = new ExamSession(SamplePaper.Paper);
            foreach (var recorded in Stamped(entries))
            {
                if (session.Refuses(recorded.Entry) is not null)
                    continue;
                var before = session.State;
                session.Take(recorded);
                var act = SessionActs.Of(recorded.Entry);
                if (act is { } moved)
                    seen.Add(new(before, moved, session.State));
                if (act is { } done ? !Moves.Contains(new(before, done, session.State)) : before != session.State)
                    throw new Xunit.Sdk.XunitException($"{before} --{recorded.Entry}--> {session.State}");
            }

            return true;
        });
        Assert.Empty(Moves.Where(move => move.Act is not (SessionAct.Void or SessionAct.Witness)).Except(seen)); // the table promises nothing that does not happen
    }

    [Fact]
    public void A_refused_act_changes_nothing_and_the_journal_alone_gives_the_same_state() => Seeded.Hold(RandomActs.Sequences, 43, Cases, entries =>
    {
        var live = new ExamSession(SamplePaper.Paper);
        List<Recorded> journal = [];
        MonotonicTick now = default;
        foreach (var recorded in Stamped(entries))
        {
            now = recorded.At;
            var before = Snapshot(live, now);
            if (live.Refuses(recorded.Entry) is not null)
            {
                if (Snapshot(live, now) != before)
                    return false;
                continue;
            }

            live.Take(recorded);
            journal.Add(recorded);
        }

        var replayed = new ExamSession(SamplePaper.Paper);
        foreach (var recorded in journal)
            replayed.Take(recorded);
        return Snapshot(replayed, now) == Snapshot(live, now);
    });

    [Fact]
    public void Cut_anywhere_and_taken_up_again_it_stands_as_before_but_for_the_time_nobody_recorded() => Seeded.Hold(RandomActs.Sequences, 44, Cases, entries =>
    {
        var all = Stamped(entries).ToArray();
        var session = new ExamSession(SamplePaper.Paper);
        var cut = all.Length / 2;
        foreach (var recorded in all[..cut])
            session.Take(recorded);
        var last = cut == 0 ? default : all[cut - 1].At;
        var (state, examined) = (Snapshot(session, last), session.Examined(last));
        if (!session.OpenInterruptions.Contains(InterruptionCause.RecorderStopped))
            session.Take(new(all.Length + 1, new(new Guid(99, 0, 0, new byte[8])), new MonotonicTick(5), new Resumed(InterruptionCause.RecorderStopped, 3, "cut")));
        return session.OpenInterruptions.Contains(InterruptionCause.RecorderStopped)
            || (Snapshot(session, new MonotonicTick(5)) == state && session.Examined(new MonotonicTick(5)) == examined);
    });

    /// <summary>One entry a second; a crash begins the next epoch, every other one in another boot whose clock starts anew.</summary>
    private static IEnumerable<Recorded> Stamped(IEnumerable<Entry?> entries)
    {
        var (epoch, boot, at) = (0, 1, 100L);
        foreach (var entry in entries)
        {
            at++;
            if (entry is null)
            {
                epoch++;
                if (epoch % 2 == 0)
                    (boot, at) = (boot + 1, 3);
            }

            yield return new(
                epoch, new(new Guid(boot, 0, 0, new byte[8])), new MonotonicTick(at * 1_000_000), entry ?? new Resumed(InterruptionCause.RecorderStopped, 0, ""));
        }
    }

    private static string Snapshot(ExamSession session, MonotonicTick now) => string.Join(
        '|',
        session.State, session.Phase, session.WasStarted, session.EndReason, session.Identity, session.Sheet?.SheetHash, session.Seal, session.Void,
        session.Examined(now), session.StoodStill(now),
        string.Join(',', session.OpenInterruptions.Order()), string.Join(',', session.Staff), string.Join(',', session.Inputs.OrderBy(input => input.Key)),
        string.Join(',', session.Marks), string.Join(',', session.Overrides), string.Join(',', session.Signatures), string.Join(',', session.Standstills),
        string.Join(',', session.OpenStartConditions));
}
