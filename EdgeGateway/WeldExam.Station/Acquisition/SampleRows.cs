using System.Collections.Immutable;
using WeldExam.Contracts.Blocks;
using WeldExam.Exam.Journal;
using WeldExam.Exam.Signals;
using WeldExam.Exam.Time;

namespace WeldExam.Station.Acquisition;

/// <summary>Rows of one transaction's channels that wait for their block.</summary>
internal sealed class SampleRows(ImmutableArray<int> channels)
{
    /// <summary>Times and values of one entry: at ten bytes each, the most that one can take, they still fit into a block.
    /// Far more than a second at any poll rate; what a stalled disk let pile up becomes several entries.</summary>
    private const int MaxCells = 5000;

    private readonly List<MonotonicTick> _at = [];
    private readonly List<long>[] _values = [.. channels.Select(_ => new List<long>())];
    private readonly List<Quality>[] _quality = [.. channels.Select(_ => new List<Quality>())];
    private readonly List<bool>[] _repeats = [.. channels.Select(_ => new List<bool>())];
    private MonotonicTick _last = new(long.MinValue);

    public void Add(MonotonicTick at, List<Sample> row)
    {
        // Two transactions of one owner cannot share a microsecond; if a clock ever said so, both stay on record.
        _last = at > _last ? at : new(_last.Microseconds + 1);
        _at.Add(_last);
        for (var i = 0; i < channels.Length; i++)
        {
            _values[i].Add(row[i].Quality == Quality.Good ? row[i].Value : 0);
            _quality[i].Add(row[i].Quality);
            _repeats[i].Add(row[i].IsRepeat && row[i].Quality == Quality.Good);
        }
    }

    public IEnumerable<StampedEntry> Drain()
    {
        var entries = new List<StampedEntry>();
        var rows = MaxCells / (channels.Length + 1);
        for (var start = 0; start < _at.Count; start += rows)
            entries.Add(Slice(start, Math.Min(rows, _at.Count - start)));
        _at.Clear();
        foreach (var column in _values)
            column.Clear();
        foreach (var column in _quality)
            column.Clear();
        foreach (var column in _repeats)
            column.Clear();
        return entries;
    }

    private StampedEntry Slice(int start, int count)
    {
        var columns = from i in Enumerable.Range(0, channels.Length)
                      orderby channels[i]
                      select new SampleColumn(channels[i], [.. _values[i].GetRange(start, count)], [.. _quality[i].GetRange(start, count)])
                      {
                          Repeats = _repeats[i].IndexOf(true, start, count) < 0 ? [] : [.. _repeats[i].GetRange(start, count)],
                      };
        return new(_at[start + count - 1], new Samples([.. _at.GetRange(start, count)], [.. columns]));
    }
}

/// <summary>One value on its way into a row.</summary>
internal readonly record struct Sample(int Channel, long Value, Quality Quality, bool IsRepeat);
