namespace WeldExam.Fuzz.Targets;

/// <summary>A parser said something about its input that is not so.</summary>
public sealed class BrokenOracleException(string message) : Exception(message)
{
    public static void Unless(bool holds, string what)
    {
        if (!holds)
            throw new BrokenOracleException(what);
    }
}
