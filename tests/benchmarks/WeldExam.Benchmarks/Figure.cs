namespace WeldExam.Benchmarks;

/// <summary>A figure against its requirement.</summary>
internal static class Figure
{
    public static bool Most(string what, double value, double limit) => Line(what, value, limit, "at most", value <= limit);

    public static bool Least(string what, double value, double limit) => Line(what, value, limit, "at least", value >= limit);

    private static bool Line(string what, double value, double limit, string relation, bool met)
    {
        Console.WriteLine($"{what,-40} {value,12:N2}   {relation} {limit:N2}: {(met ? "met" : "MISSED")}");
        return met;
    }
}
