using WeldExam.Exam.Journal;
using WeldExam.Exam.Time;

namespace WeldExam.Exam.Transcripts;

/// <summary>Reads one transcript, line by line. Lines that only describe readings stand for the samples a recorder would have written:
/// each comes before the first line below its recorder that is later.</summary>
internal sealed class TranscriptReader(string file)
{
    private readonly List<TranscriptError> _errors = [];
    private readonly List<Recorded> _entries = [];
    private readonly List<Recorded> _section = [];
    private readonly List<MeterScript> _meters = [];
    private readonly SignalBook _signals = new();
    private (int Epoch, BootId Boot)? _recorder;
    private MonotonicTick _origin;

    public TranscriptReading Read(string text)
    {
        var lines = TranscriptLine.Of(file, text, _errors);
        if (lines.Count == 0 || lines[0].Words is not [Transcript.Head, Transcript.Version] || lines[0].Rows.Count > 0)
            return new TranscriptRefused([new(file, lines.Count == 0 ? 1 : lines[0].Number, $"the first line is not: {Transcript.Head} {Transcript.Version}")]);
        foreach (var line in lines.Skip(1))
            Take(line);
        CloseSection();
        return _errors.Count > 0 ? new TranscriptRefused([.. _errors.OrderBy(error => error.Line)]) : new TranscriptRead([.. _entries]);
    }

    private void Take(TranscriptLine line)
    {
        var reader = new LineReader(file, line, _signals, _origin, _errors);
        var first = reader.NextRaw("time");
        if (first == "recorder")
            Recorder(reader, line);
        else if (_recorder is not { } recorder)
            reader.Fault("no recorder line yet");
        else if (first.Contains("..", StringComparison.Ordinal))
            Describe(reader, first, line);
        else
        {
            reader.At = reader.Time("time", first);
            var named = reader.NextRaw("entry");
            if (Transcript.ByWord.GetValueOrDefault(named) is not { } word)
            {
                reader.Fault($"no entry is called {named}");
                return;
            }

            _section.Add(new(recorder.Epoch, recorder.Boot, reader.At, word.Read(reader)));
            reader.Finish(!word.HasRows && line.Rows.Count > 0);
        }
    }

    private void Recorder(LineReader reader, TranscriptLine line)
    {
        CloseSection();
        _recorder = (reader.Int("epoch"), new(reader.Id("boot", reader.Required("boot"))));
        _origin = new(reader.Number("origin", 6));
        reader.Finish(line.Rows.Count > 0);
    }

    private void Describe(LineReader reader, string span, TranscriptLine line)
    {
        var (from, to) = reader.Ends("time", span);
        var (begin, end) = (reader.Time("time", from), reader.Time("time", to));
        if (end <= begin)
            reader.Fault($"ends before it begins: {span}");
        var word = reader.NextRaw("what");
        if (word == "meter")
            _meters.Add(MeterScript.Of(reader, begin, end));
        else if (_meters.Count == 0)
            reader.Fault("no meter line yet below this recorder");
        else
            _meters[^1].Overlay(reader, word, begin, end);
        reader.Finish(line.Rows.Count > 0);
    }

    private void CloseSection()
    {
        var batches = new Queue<(MonotonicTick At, Samples Samples)>(_errors.Count > 0 ? [] : _meters.SelectMany(meter => meter.Batches()).OrderBy(batch => batch.At));
        foreach (var recorded in _section)
        {
            while (batches.TryPeek(out var batch) && batch.At < recorded.At)
                Add(batches.Dequeue());
            _entries.Add(recorded);
        }

        while (batches.TryDequeue(out var batch))
            Add(batch);
        _section.Clear();
        _meters.Clear();
    }

    private void Add((MonotonicTick At, Samples Samples) batch) => _entries.Add(new(_recorder!.Value.Epoch, _recorder.Value.Boot, batch.At, batch.Samples));
}
