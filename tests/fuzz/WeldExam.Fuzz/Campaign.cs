using System.Security.Cryptography;
using WeldExam.Fuzz.Targets;

namespace WeldExam.Fuzz;

/// <summary>Runs one parser for a while and keeps the inputs that went where none went before.</summary>
internal sealed class Campaign(string name, string folder, EdgeMap map, TimeProvider clock)
{
    private readonly Action<byte[]> _target = FuzzTargets.All[name];
    private readonly List<byte[]> _corpus = [];

    /// <summary>The line of the report.</summary>
    public string Run(TimeSpan length, int seed)
    {
        map.Forget();
        Directory.CreateDirectory(folder);
        foreach (var file in Directory.EnumerateFiles(folder).Order(StringComparer.Ordinal))
            Try(File.ReadAllBytes(file));
        var mutator = new Mutator(new Random(seed));
        var begun = clock.GetTimestamp();
        long runs = 0;
        while (runs % 256 != 0 || clock.GetElapsedTime(begun) < length)
        {
            Try(mutator.Next(_corpus));
            runs++;
        }

        var (edges, kept) = (map.Edges, Keep());
        return $"{name,-10} {runs,12:N0} runs {runs / clock.GetElapsedTime(begun).TotalSeconds,10:N0}/s {edges,5} edges {kept,4} inputs kept";
    }

    private void Try(byte[] input)
    {
        map.Clear();
        try
        {
            _target(input);
        }
        catch (Exception)
        {
            var broken = Path.Combine(folder, $"broken-{Name(input)}.bin");
            File.WriteAllBytes(broken, input);
            Console.Error.WriteLine($"{name}: see {broken}");
            throw;
        }

        if (map.TakeNews())
            _corpus.Add(input);
    }

    // Shortest first: what adds nothing any more goes.
    private int Keep()
    {
        map.Forget();
        foreach (var file in Directory.EnumerateFiles(folder))
            File.Delete(file);
        var kept = 0;
        foreach (var input in _corpus.OrderBy(each => each.Length).ThenBy(each => Convert.ToHexString(each), StringComparer.Ordinal))
        {
            map.Clear();
            _target(input);
            if (!map.TakeNews())
                continue;
            File.WriteAllBytes(Path.Combine(folder, $"{Name(input)}.bin"), input);
            kept++;
        }

        return kept;
    }

    private static string Name(byte[] input) => Convert.ToHexString(SHA256.HashData(input).AsSpan(0, 6));
}
