using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Text.Json;
using WeldExam.Exam.Time;

namespace WeldExam.Exam.Transcripts;

/// <summary>Writes one entry: its line and the indented rows under it.</summary>
internal sealed class LineWriter(StringBuilder text, MonotonicTick at, MonotonicTick origin, SignalBook signals)
{
    public SignalBook Signals => signals;

    public LineWriter Word(string word) => Raw(Words.Spell(word));

    public LineWriter Word<T>(T value)
        where T : struct, Enum => Raw(JsonNamingPolicy.CamelCase.ConvertName(value.ToString()));

    public LineWriter Raw(string word)
    {
        text.Append(' ').Append(word);
        return this;
    }

    /// <summary>Left out when empty.</summary>
    public LineWriter Text(string name, string value) => value.Length == 0 ? this : Optional(name, value);

    /// <summary>Left out when null.</summary>
    public LineWriter Optional(string name, string? value) => value is null ? this : Raw($"{name}={Words.Spell(value)}");

    public LineWriter Number(string name, long value) => Raw(string.Create(CultureInfo.InvariantCulture, $"{name}={value}"));

    public LineWriter List(string name, IEnumerable<string> values) =>
        values.Any() ? Raw($"{name}={string.Join(',', values.Select(Words.Spell))}") : this;

    public LineWriter Choice<T>(string name, T value)
        where T : struct, Enum => Raw($"{name}={JsonNamingPolicy.CamelCase.ConvertName(value.ToString())}");

    public LineWriter Span(string name, TimeSpan span) => Raw($"{name}={Numbers.Spell(span.Ticks, 7)}");

    public LineWriter Range(string name, SpanRange range) => Raw($"{name}={Numbers.Spell(range.Min.Ticks, 7)}..{Numbers.Spell(range.Max.Ticks, 7)}");

    public LineWriter Time(string name, MonotonicTick tick) => Raw($"{name}={Spell(tick)}");

    /// <summary>Left out when it is the entry's own time.</summary>
    public LineWriter TimeUnlessNow(string name, MonotonicTick tick) => tick == at ? this : Time(name, tick);

    public LineWriter Bytes(string name, ReadOnlyMemory<byte> bytes) => bytes.IsEmpty ? this : Raw($"{name}={Convert.ToBase64String(bytes.Span)}");

    public LineWriter Channels(ImmutableArray<int> channels) => Raw(string.Join(',', channels.Select(signals.Spell)));

    public LineWriter Row(string first)
    {
        text.Append("\n    ").Append(first);
        return this;
    }

    public LineWriter RowAt(MonotonicTick tick) => Row(Spell(tick));

    private string Spell(MonotonicTick tick) => Numbers.Spell((Int128)tick.Microseconds - origin.Microseconds, 6);
}
