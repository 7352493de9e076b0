using System.Collections.Immutable;
using System.Globalization;
using WeldExam.Exam.Signals;

namespace WeldExam.Exam.Transcripts;

/// <summary>The names of a journal's channels as its opening declares them. A channel that nobody declared, or whose name
/// is not its own, is written <c>@number</c>, and its readings as stored.</summary>
internal sealed class SignalBook
{
    private const int MostDigits = 9;
    private ImmutableArray<Channel> _channels = [];

    public void Declare(ImmutableArray<Channel> channels) => _channels = channels;

    public string Spell(int channel) =>
        Find(channel) is { } found && !found.Signal.Contains('*', StringComparison.Ordinal) && Words.Spell(found.Signal) == found.Signal && Find(found.Signal) == channel
            ? found.Signal
            : string.Create(CultureInfo.InvariantCulture, $"@{channel}");

    public int? Find(string word)
    {
        if (word.StartsWith('@'))
            return int.TryParse(word.AsSpan(1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var id) ? id : null;
        var named = _channels.Where(channel => channel.Signal == word).ToArray();
        return named.Length == 1 && Find(named[0].Id) is not null ? named[0].Id : null;
    }

    /// <summary>Digits behind the point of a reading; null when it is written as stored, with an <c>r</c> behind.</summary>
    public int? Digits(int channel) => Find(channel) is { Exponent: <= 0 and >= -MostDigits } found ? -found.Exponent : null;

    public string Spell(int channel, long value) =>
        Digits(channel) is { } digits ? Numbers.Spell(value, digits, trim: false) : string.Create(CultureInfo.InvariantCulture, $"{value}r");

    public bool TryRead(int channel, string text, out long value) =>
        Digits(channel) is { } digits ? Numbers.TryRead(text, digits, out value)
        : long.TryParse(text.EndsWith('r') ? text[..^1] : "?", NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out value);

    private Channel? Find(int id)
    {
        var found = _channels.Where(channel => channel.Id == id).ToArray();
        return found.Length == 1 ? found[0] : null;
    }
}
