namespace WeldExam.Benchmarks.Modbus;

/// <summary>How many lines are run, and for how long: <c>lines [--lines N] [--minutes N]</c>.</summary>
internal sealed record LineOptions(int Lines, TimeSpan Length)
{
    public static LineOptions Of(string[] args)
    {
        double Value(string name, double otherwise) => Array.IndexOf(args, name) is >= 0 and var at ? double.Parse(args[at + 1]) : otherwise;
        return new((int)Value("--lines", 32), TimeSpan.FromMinutes(Value("--minutes", 0.5)));
    }
}
