using System.Collections.Immutable;
using System.Globalization;
using System.Text;

namespace WeldExam.Drivers.Capture;

/// <summary>A capture as text, which people read and <c>weldexam-sim</c> plays back (docs/DEVICES.md).</summary>
public static class CaptureText
{
    public const string FirstLine = "# weldexam capture 1";

    /// <summary>One line for each event, seconds from the first: <c>&gt;</c> sent, <c>&lt;</c> received, <c>+</c> opened, <c>!</c> down with the cause.
    /// What is received in pieces, each at most <paramref name="join"/> after the one before, stands on one line.</summary>
    public static string Of(string line, ImmutableArray<CaptureRecord> records, WallAnchor anchor, TimeSpan join)
    {
        var text = new StringBuilder(FirstLine).Append('\n');
        text.Append(CultureInfo.InvariantCulture, $"# line {line}\n");
        if (records.IsEmpty)
            return text.ToString();
        var begin = records[0].At;
        text.Append(CultureInfo.InvariantCulture, $"# zero {anchor.UtcAt(begin).UtcDateTime:yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'}\n");
        for (var i = 0; i < records.Length; i++)
        {
            var record = records[i];
            text.Append(CultureInfo.InvariantCulture, $"{(record.At - begin).TotalSeconds:F6} {MarkOf(record.Kind)}");
            Append(text, record);
            while (record.Kind == CaptureKind.Received && i + 1 < records.Length && records[i + 1] is { Kind: CaptureKind.Received } next
                && next.At - records[i].At <= join)
            {
                Append(text, next);
                i++;
            }

            text.Append('\n');
        }

        return text.ToString();
    }

    private static char MarkOf(CaptureKind kind) => kind switch
    {
        CaptureKind.Sent => '>',
        CaptureKind.Received => '<',
        CaptureKind.Opened => '+',
        _ => '!',
    };

    private static void Append(StringBuilder text, CaptureRecord record)
    {
        if (record.Kind == CaptureKind.Down)
        {
            text.Append(' ').Append(Encoding.UTF8.GetString(record.Bytes.Span).ReplaceLineEndings(" "));
            return;
        }

        foreach (var value in record.Bytes.Span)
            text.Append(CultureInfo.InvariantCulture, $" {value:X2}");
    }
}
