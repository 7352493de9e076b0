using System.Security.Cryptography;
using System.Text;

namespace WeldExam.Simulation.Tests;

/// <summary>Every observable of a run, in order, as one hash.</summary>
internal sealed class Trace
{
    private readonly List<string> _lines = [];

    public IReadOnlyList<string> Lines => _lines;

    /// <summary>SHA-256 over all lines.</summary>
    public string Hash => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', _lines))));

    public void Add(TimeSpan at, string what) => _lines.Add($"{at.Ticks} {what}");
}
