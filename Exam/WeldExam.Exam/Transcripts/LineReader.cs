using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using WeldExam.Exam.Time;

namespace WeldExam.Exam.Transcripts;

/// <summary>Reads one line word by word and field by field. What is wrong is noted with its line; what is left over at the end is an error.</summary>
internal sealed class LineReader
{
    private readonly TranscriptLine _line;
    private readonly string _file;
    private readonly List<TranscriptError> _errors;
    private readonly Queue<string> _words = [];
    private readonly Dictionary<string, string> _fields = [];
    private readonly MonotonicTick _origin;

    public LineReader(string file, TranscriptLine line, SignalBook signals, MonotonicTick origin, List<TranscriptError> errors)
    {
        (_file, _line, Signals, _origin, _errors) = (file, line, signals, origin, errors);
        foreach (var word in line.Words)
        {
            var parts = Words.Split(word, character => character == '=');
            if (parts.Count == 1)
                _words.Enqueue(word);
            else if (!_fields.TryAdd(parts[0], word[(parts[0].Length + 1)..]))
                Fault($"{parts[0]} stands twice");
        }
    }

    public SignalBook Signals { get; }

    public MonotonicTick At { get; set; }

    /// <summary>The rows; each must be read to its end.</summary>
    public ImmutableArray<T> Rows<T>(Func<LineReader, T> read) => [.. _line.Rows.Select(row =>
    {
        var reader = new LineReader(_file, row, Signals, _origin, _errors) { At = At };
        var value = read(reader);
        reader.Finish(row.Rows.Count > 0);
        return value;
    })];

    public bool HasWord => _words.Count > 0;

    public string NextRaw(string what)
    {
        if (_words.TryDequeue(out var word))
            return word;
        Fault($"{what} is missing");
        return string.Empty;
    }

    public string Next(string what) => _words.Count == 0 ? NextRaw(what) : Unquote(what, _words.Dequeue());

    public T Next<T>(string what)
        where T : struct, Enum => Word<T>(what, NextRaw(what));

    public MonotonicTick NextTime(string what) => Time(what, NextRaw(what));

    public bool Has(string name) => _fields.ContainsKey(name);

    public IReadOnlyCollection<string> Left => _fields.Keys;

    public string? Optional(string name) => _fields.Remove(name, out var value) ? Unquote(name, value) : null;

    public string Text(string name) => Optional(name) ?? string.Empty;

    public string Required(string name) => Optional(name) ?? Missing(name);

    public ImmutableArray<string> List(string name) =>
        _fields.Remove(name, out var value) ? [.. Words.Split(value, character => character == ',').Select(element => Unquote(name, element))] : [];

    public string RequiredRaw(string name) => _fields.Remove(name, out var value) ? value : Missing(name);

    public long Number(string name, int digits = 0) => Read(name, Required(name), digits);

    public T Choice<T>(string name)
        where T : struct, Enum => _fields.Remove(name, out var value) ? Word<T>(name, value) : Word<T>(name, Missing(name));

    public T Choice<T>(string name, T otherwise)
        where T : struct, Enum => _fields.Remove(name, out var value) ? Word<T>(name, value) : otherwise;

    public TimeSpan Span(string name) => new(Number(name, 7));

    public SpanRange Range(string name)
    {
        if (!_fields.Remove(name, out var value))
            return default;
        var (from, to) = Ends(name, value);
        return new(new(Read(name, from, 7)), new(Read(name, to, 7)));
    }

    public MonotonicTick? Time(string name) => _fields.Remove(name, out var value) ? Time(name, value) : null;

    public ReadOnlyMemory<byte> Bytes(string name)
    {
        if (!_fields.Remove(name, out var value))
            return default;
        var bytes = new byte[value.Length];
        if (Convert.TryFromBase64String(value, bytes, out var length))
            return bytes.AsMemory(0, length);
        Fault($"{name} is not base64");
        return default;
    }

    public int Channel(string word)
    {
        if (Signals.Find(word) is { } channel)
            return channel;
        Fault($"no signal {word}");
        return 0;
    }

    public MonotonicTick Time(string what, string word)
    {
        if (!Numbers.TryRead(word, 6, out Int128 micros))
            Fault($"{what} is not a number of at most 6 decimals: {word}");
        micros += _origin.Microseconds;
        if (micros >= long.MinValue && micros <= long.MaxValue)
            return new((long)micros);
        Fault($"{what} is out of range: {word}");
        return default;
    }

    public (string From, string To) Ends(string what, string word)
    {
        var dots = word.IndexOf("..", StringComparison.Ordinal);
        if (dots > 0)
            return (word[..dots], word[(dots + 2)..]);
        Fault($"{what} is not FROM..TO: {word}");
        return ("0", "0");
    }

    public long Read(string what, string word, int digits)
    {
        if (!Numbers.TryRead(word, digits, out long value))
            Fault($"{what} is not a number{(digits > 0 ? string.Create(CultureInfo.InvariantCulture, $" of at most {digits} decimals") : "")}: {word}");
        return value;
    }

    public T Word<T>(string what, string word)
        where T : struct, Enum
    {
        foreach (var value in Enum.GetValues<T>())
        {
            if (JsonNamingPolicy.CamelCase.ConvertName(value.ToString()) == word)
                return value;
        }

        Fault($"{what} is none of {string.Join(", ", Enum.GetNames<T>().Select(JsonNamingPolicy.CamelCase.ConvertName))}: {word}");
        return default;
    }

    public string Unquote(string what, string word)
    {
        if (Words.Read(word) is { } text)
            return text;
        Fault($"{what} cannot be read; put it in double quotes: {word}");
        return string.Empty;
    }

    public void Fault(string message) => _errors.Add(new(_file, _line.Number, message));

    /// <summary>Nothing may be left over.</summary>
    public void Finish(bool hasRowsLeft)
    {
        if (_words.Count > 0)
            Fault($"unexpected: {_words.Peek()}");
        if (_fields.Count > 0)
            Fault($"unknown field {string.Join(", ", _fields.Keys.Order(StringComparer.Ordinal))}");
        if (hasRowsLeft)
            Fault("rows do not belong here");
    }

    private string Missing(string name)
    {
        Fault($"{name} is missing");
        return "0";
    }
}
