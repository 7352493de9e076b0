using System.Collections.Immutable;
using System.Globalization;

namespace WeldExam.Simulators.Playback;

/// <summary>Exchanges read from a capture text: what was asked, and what came back when.</summary>
/// <param name="IsTcp">The requests carry MBAP headers, so that their transaction ids do not count.</param>
/// <param name="Exchanges">In the order of the capture.</param>
public sealed record Recording(bool IsTcp, ImmutableArray<Exchange> Exchanges)
{
    private const string FirstLine = "# weldexam capture 1";
    private const int HeaderLength = 8;

    /// <summary>Reads a capture.</summary>
    /// <param name="text">Its text.</param>
    /// <param name="recording">The recording, when true.</param>
    /// <param name="error">Line and cause, when false.</param>
    public static bool TryRead(string text, out Recording? recording, out string error)
    {
        (recording, error) = (null, "");
        var lines = text.Split('\n');
        if (lines[0].TrimEnd() != FirstLine)
        {
            error = $"line 1: expected '{FirstLine}'";
            return false;
        }

        var exchanges = ImmutableArray.CreateBuilder<Exchange>();
        for (var i = 1; i < lines.Length; i++)
        {
            var line = lines[i].Trim();
            if (line.Length == 0 || line[0] == '#')
                continue;
            if (!TryTake(line, exchanges))
            {
                error = $"line {i + 1}: expected seconds, one of > < + !, and bytes such as 01 04";
                return false;
            }
        }

        if (exchanges.Count == 0)
        {
            error = $"line {lines.Length}: nothing was asked in it";
            return false;
        }

        recording = new(exchanges.All(exchange => IsMbap(exchange.Request.Span)), exchanges.ToImmutable());
        return true;
    }

    private static bool TryTake(string line, ImmutableArray<Exchange>.Builder exchanges)
    {
        var words = line.Split(' ', 3, StringSplitOptions.RemoveEmptyEntries);
        if (words.Length < 2 || !decimal.TryParse(words[0], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var seconds))
            return false;
        var at = TimeSpan.FromMicroseconds((double)(seconds * 1_000_000));
        if (words[1] is "+" or "!")
            return true;
        if (words[1] is not (">" or "<") || words.Length < 3 || !TryBytes(words[2], out var bytes))
            return false;
        if (words[1] == ">")
            exchanges.Add(new(at, bytes, []));
        else if (exchanges.Count > 0) // an answer whose question gave way in the ring belongs to nobody
            exchanges[^1] = exchanges[^1] with { Answers = exchanges[^1].Answers.Add(new(bytes, at - exchanges[^1].At)) };
        return true;
    }

    private static bool TryBytes(string hex, out byte[] bytes)
    {
        bytes = [];
        try
        {
            bytes = Convert.FromHexString(hex.Replace(" ", "", StringComparison.Ordinal));
            return bytes.Length > 0;
        }
        catch (FormatException)
        {
            return false;
        }
    }

    private static bool IsMbap(ReadOnlySpan<byte> request) =>
        request.Length >= HeaderLength && request[2] == 0 && request[3] == 0 && (request[4] << 8 | request[5]) == request.Length - 6;
}
