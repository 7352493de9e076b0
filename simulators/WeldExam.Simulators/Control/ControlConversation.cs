using System.Text;
using WeldExam.Simulators.Wire;

namespace WeldExam.Simulators.Control;

/// <summary>The control line: one command a line, answered by lines of which the last is <c>ok</c> or begins with <c>error</c>.</summary>
internal sealed class ControlConversation(SimulatedStation station) : IConversation
{
    private const int LongestLine = 1000;
    private readonly List<byte> _heard = [];
    private readonly Queue<string> _answers = [];

    public bool Take(ReadOnlySpan<byte> bytes)
    {
        foreach (var value in bytes)
        {
            if (value == '\n')
            {
                _answers.Enqueue(ControlLine.Answer(station, Encoding.UTF8.GetString([.. _heard]).Trim()));
                _heard.Clear();
            }
            else
            {
                _heard.Add(value);
            }
        }

        return _heard.Count <= LongestLine;
    }

    public void Quiet()
    {
        // a line may be typed by hand
    }

    public bool TryAnswer(out Outgoing answer)
    {
        var has = _answers.TryDequeue(out var text);
        answer = new Outgoing(Encoding.UTF8.GetBytes(text + "\n"), TimeSpan.Zero, IsLate: false);
        return has;
    }
}
