using System.Collections.Immutable;
using WeldExam.Exam.Journal;
using WeldExam.Exam.Signals;
using WeldExam.Exam.Time;

namespace WeldExam.Exam.Transcripts;

/// <summary>Readings told in a few lines: how a meter is polled, and what it shows from when to when. They become the samples that a recorder
/// would have written, by integer arithmetic alone. A later line covers an earlier one.</summary>
internal sealed class MeterScript
{
    private const int MostRows = 1_000_000;
    private readonly long _from;
    private readonly long _to;
    private readonly long _every;
    private readonly int _rows;
    private readonly long _late;
    private readonly long _hold;
    private readonly ImmutableArray<(int Channel, long Value)> _idle;
    private readonly List<Stretch> _stretches = [];

    private MeterScript(LineReader line, MonotonicTick from, MonotonicTick to)
    {
        (_from, _to) = (from.Microseconds, to.Microseconds);
        _every = Option(line, "every", 100_000);
        _late = Option(line, "late", 20_000);
        _hold = line.Has("hold") ? line.Number("hold", 6) : 0;
        _rows = line.Has("rows") ? line.Int("rows") : 10;
        _idle = [.. Values(line).OrderBy(value => value.Channel).Select(value => (value.Channel, value.From))];
        if (_every <= 0 || _hold < 0 || _late < 0 || _rows <= 0 || (_to - _from) / Math.Max(1, _every) > MostRows)
            line.Fault($"every, rows, late and hold must be sensible, and the rows not more than {MostRows}");
        if (_idle.IsEmpty)
            line.Fault("a meter needs its signals: current=0 voltage=0");
    }

    /// <summary><c>FROM..TO meter current=0 voltage=0 [every=0.1] [rows=10] [late=0.02] [hold=SECONDS]</c>.</summary>
    public static MeterScript Of(LineReader line, MonotonicTick from, MonotonicTick to) => new(line, from, to);

    /// <summary><c>FROM..TO weld 115 A 24 V</c>, <c>level voltage=68</c>, <c>ramp current=115..145</c>, <c>silent</c> with a quality and, if not all, the signals.</summary>
    public void Overlay(LineReader line, string word, MonotonicTick from, MonotonicTick to)
    {
        ImmutableArray<(int Channel, long From, long To)> values = [];
        Quality? quality = null;
        switch (word)
        {
            case "weld":
                values = Weld(line);
                break;
            case "level" or "ramp":
                values = Values(line);
                break;
            case "silent":
                quality = line.HasWord ? line.Next<Quality>("quality") : Quality.Timeout;
                List<int> channels = [];
                while (line.HasWord)
                    channels.Add(line.Channel(line.NextRaw("signal")));
                values = [.. (channels.Count > 0 ? channels : _idle.Select(idle => idle.Channel)).Select(channel => (channel, 0L, 0L))];
                break;
            default:
                line.Fault($"readings are described by meter, weld, level, ramp or silent, not {word}");
                return;
        }

        foreach (var (channel, first, last) in values)
        {
            if (!_idle.Any(idle => idle.Channel == channel))
                line.Fault($"{line.Signals.Spell(channel)} is not one of the meter's");
            _stretches.Add(new(channel, from.Microseconds, to.Microseconds, first, last, quality));
        }
    }

    public IEnumerable<(MonotonicTick At, Samples Samples)> Batches()
    {
        var count = (_to - _from + _every - 1) / _every;
        for (var first = 0L; first < count; first += _rows)
        {
            long[] times = [.. Enumerable.Range(0, (int)Math.Min(_rows, count - first)).Select(row => _from + ((first + row) * _every))];
            yield return (new(times[^1] + _late), new(
                [.. times.Select(time => new MonotonicTick(time))],
                [.. _idle.Select(idle => Column(idle.Channel, idle.Value, times))]));
        }
    }

    private SampleColumn Column(int channel, long idle, long[] times)
    {
        var shown = Array.ConvertAll(times, time => Shown(channel, idle, time));
        return new(channel, [.. shown.Select(reading => reading.Value)], [.. shown.Select(reading => reading.Quality)]);
    }

    private (long Value, Quality Quality) Shown(int channel, long idle, long at)
    {
        var quality = _stretches.FindLast(stretch => stretch.Channel == channel && stretch.Quality is not null && stretch.Covers(at))?.Quality;
        if (quality is not null and not Quality.Good)
            return (0, quality.Value);
        var moment = _hold == 0 ? at : at - ((at - _from) % _hold);
        return (_stretches.FindLast(stretch => stretch.Channel == channel && stretch.Quality is null && stretch.Covers(moment))?.At(moment) ?? idle, Quality.Good);
    }

    private static ImmutableArray<(int Channel, long From, long To)> Weld(LineReader line)
    {
        var values = ImmutableArray.CreateBuilder<(int Channel, long From, long To)>();
        foreach (var (signal, unit) in new[] { ("current", "A"), ("voltage", "V") })
        {
            var (channel, number) = (line.Channel(signal), line.NextRaw(signal));
            if (!line.Signals.TryRead(channel, number, out var value) || line.NextRaw(unit) != unit)
                line.Fault("weld is followed by AMPERES A VOLTS V");
            values.Add((channel, value, value));
        }

        return values.ToImmutable();
    }

    private static ImmutableArray<(int Channel, long From, long To)> Values(LineReader line)
    {
        var values = ImmutableArray.CreateBuilder<(int Channel, long From, long To)>();
        foreach (var name in line.Left.ToArray())
        {
            var (channel, word) = (line.Channel(name), line.RequiredRaw(name));
            var (from, to) = word.Contains("..", StringComparison.Ordinal) ? line.Ends(name, word) : (word, word);
            if (!line.Signals.TryRead(channel, from, out var first) | !line.Signals.TryRead(channel, to, out var last))
                line.Fault($"not a reading of {name}: {word}");
            values.Add((channel, first, last));
        }

        return values.ToImmutable();
    }

    private static long Option(LineReader line, string name, long otherwise) => line.Has(name) ? line.Number(name, 6) : otherwise;

    private sealed record Stretch(int Channel, long From, long To, long First, long Last, Quality? Quality)
    {
        public bool Covers(long moment) => moment >= From && moment < To;

        public long At(long moment) => First + (long)((Int128)(Last - First) * (moment - From) / (To - From));
    }
}
