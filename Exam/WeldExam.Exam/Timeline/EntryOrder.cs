using WeldExam.Exam.Journal;

namespace WeldExam.Exam.Timeline;

/// <summary>Puts entries back into the order in which they were recorded, whatever order they stand in within the journal's blocks.
/// An entry waits until the journal has gone on by <see cref="Wait"/>, so verdicts never depend on how entries came to lie in a block.</summary>
internal sealed class EntryOrder
{
    /// <summary>Twice the period in which a recorder closes its blocks.</summary>
    public const long Wait = 2_000_000;

    private readonly List<Placed> _waiting = [];

    public void Add(in Placed placed)
    {
        var i = _waiting.Count;
        while (i > 0 && IsBefore(placed, _waiting[i - 1]))
            i--;
        for (var j = i; j > 0 && _waiting[j - 1].At == placed.At; j--)
        {
            if (IsSame(_waiting[j - 1].Recorded.Entry, placed.Recorded.Entry))
                return; // the same reading twice says nothing new
        }

        _waiting.Insert(i, placed);
    }

    /// <summary>Hands on what was recorded not after that moment.</summary>
    public void Release(long until, Action<Placed> take)
    {
        var count = 0;
        while (count < _waiting.Count && _waiting[count].At <= until)
            take(_waiting[count++]);
        _waiting.RemoveRange(0, count);
    }

    private static bool IsBefore(in Placed left, in Placed right) =>
        left.At != right.At ? left.At < right.At : Compare(left.Recorded.Entry, right.Recorded.Entry) < 0;

    /// <summary>Of entries recorded in the same microsecond the order is a convention: readings by channel, then what breaks off.</summary>
    private static int Compare(Entry left, Entry right)
    {
        var order = Rank(left).CompareTo(Rank(right));
        if (order != 0 || (left, right) is not (InputChanged a, InputChanged b))
            return order != 0 || Rank(left) == 2 || (left, right) is not (Samples s, Samples t) ? order : Compare(s, t);
        return (a.Channel, a.NotBefore, a.State).CompareTo((b.Channel, b.NotBefore, b.State));
    }

    private static int Compare(Samples left, Samples right)
    {
        var order = left.Columns[0].Channel.CompareTo(right.Columns[0].Channel);
        return order != 0 ? order : left.At[0].CompareTo(right.At[0]);
    }

    private static bool IsSame(Entry left, Entry right) => (left, right) switch
    {
        (Samples a, Samples b) => a.At.SequenceEqual(b.At) && a.Columns.Length == b.Columns.Length && a.Columns.Zip(b.Columns).All(pair =>
            pair.First.Channel == pair.Second.Channel && pair.First.Values.SequenceEqual(pair.Second.Values) && pair.First.Quality.SequenceEqual(pair.Second.Quality)),
        (InputChanged a, InputChanged b) => a == b,
        _ => false,
    };

    private static int Rank(Entry entry) => entry switch
    {
        ClockAnchor => 0,
        SubjectStarted => 1,
        Samples samples when samples.At.IsEmpty || samples.Columns.IsEmpty => 2,
        Samples => 3,
        InputChanged => 4,
        DeviceStateChanged => 5,
        _ => 6, // people's acts and interruptions keep the order in which they were written
    };
}
