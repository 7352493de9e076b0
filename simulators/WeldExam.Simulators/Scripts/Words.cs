using System.Globalization;

namespace WeldExam.Simulators.Scripts;

/// <summary>The words of one line, read from left to right; the first failure is kept with its place.</summary>
internal sealed class Words(string text)
{
    private int _at = Past(text, 0);
    private bool _failed;

    public WordError Error { get; private set; }

    public bool AtEnd => _at >= text.Length;

    public string? OneOf(params ReadOnlySpan<string> known)
    {
        var word = Peek();
        if (!known.Contains(word))
            return Fail<string>($"expected {string.Join(", ", known)}{Found(word)}");
        Advance(word);
        return word;
    }

    public bool Expect(string word) => OneOf(word) is not null;

    public bool Skip(string word)
    {
        if (Peek() != word)
            return false;
        Advance(word);
        return true;
    }

    public bool? OnOff() => OneOf("on", "off") switch
    {
        "on" => true,
        "off" => false,
        _ => null,
    };

    public string? Name(string what)
    {
        var word = Peek();
        if (word.Length == 0)
            return Fail<string>($"expected {what}");
        Advance(word);
        return word;
    }

    public TimeSpan? Duration()
    {
        var word = Peek();
        if (!Quantity.TryReadDuration(word, out var duration))
        {
            Fail<string>($"expected a duration such as 3.5s or 200ms{Found(word)}");
            return null;
        }

        Advance(word);
        return duration;
    }

    public double? Amperes()
    {
        var word = Peek();
        if (!Quantity.TryRead(word, "A", out var amperes) || Math.Abs(amperes) > 600)
        {
            Fail<string>($"expected a current such as 115A, at most 600A{Found(word)}");
            return null;
        }

        Advance(word);
        return amperes;
    }

    public int? Count(int least, int most)
    {
        var word = Peek();
        if (!int.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out var count) || count < least || count > most)
        {
            Fail<string>($"expected a number from {least} to {most}{Found(word)}");
            return null;
        }

        Advance(word);
        return count;
    }

    public T? Fail<T>(string message)
        where T : class
    {
        if (!_failed)
            (_failed, Error) = (true, new WordError(Math.Min(_at, text.Length), message));
        return null;
    }

    private static string Found(string word) => word.Length == 0 ? ", found the end" : $", found '{word}'";

    private static int Past(string text, int at)
    {
        while (at < text.Length && text[at] == ' ')
            at++;
        return at;
    }

    private string Peek()
    {
        var end = _at;
        while (end < text.Length && text[end] != ' ')
            end++;
        return text[_at..end];
    }

    private void Advance(string word) => _at = Past(text, _at + word.Length);
}
