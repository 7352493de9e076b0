namespace WeldExam.Benchmarks.Modbus;

/// <summary>Pseudo terminals in another process, paced byte by byte as real lines at 115200 Bd.</summary>
internal sealed class PacedLines : IDisposable
{
    public const int Baud = 115200;

    /// <summary>From a request's last bit to the first of its answer; t3.5 is in it.</summary>
    public static readonly TimeSpan Delay = TimeSpan.FromMilliseconds(2);

    private readonly CProgram _program = CProgram.Compile("paced_lines");

    public PacedLines(int count) => Ports = _program.Start($"{count}", $"{Baud}", $"{Delay.TotalMicroseconds}").Split(' ', StringSplitOptions.RemoveEmptyEntries);

    public string[] Ports { get; }

    /// <summary>What the lines saw, from their side.</summary>
    public LineSight Finish()
    {
        var said = _program.Finish();
        var sums = said[0].Split(' ');
        var cycles = said[1..].Select(text => text.Split(' ')).Select(pair => (int.Parse(pair[0]), long.Parse(pair[1]) / 1000));
        return new LineSight(long.Parse(sums[0]), long.Parse(sums[1]) / 1000.0, long.Parse(sums[2]), [.. cycles]);
    }

    public void Dispose() => _program.Dispose();
}
