namespace WeldExam.Benchmarks.Modbus;

/// <summary>How many lines are run: <c>lines [--lines N] [--minutes N] [--hold MS] [--threads N]</c>. A line waits in the kernel on a thread of the pool, so
/// there are at least as many of these as lines unless told otherwise; 0 leaves the pool as it is.</summary>
internal sealed record LineOptions(int Lines, TimeSpan Length, TimeSpan Hold, int Threads)
{
    public static LineOptions Of(string[] args)
    {
        double Value(string name, double otherwise) => Array.IndexOf(args, name) is >= 0 and var at ? double.Parse(args[at + 1]) : otherwise;
        return new((int)Value("--lines", 32), TimeSpan.FromMinutes(Value("--minutes", 0.5)), TimeSpan.FromMilliseconds(Value("--hold", 2)), (int)Value("--threads", 48));
    }
}
