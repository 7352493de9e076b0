using System.Collections.Immutable;
using System.Text;

namespace WeldExam.Exam.Papers;

/// <summary>The files of a paper as one: what is hashed, signed, sent and scored. The main file comes first; before each other file stands
/// a line <c>--- # task K11.yaml</c> or <c>--- # overlay NAME.yaml</c>. A paper in one file is a bundle of one.</summary>
public static class PaperBundle
{
    /// <summary>The main file of a paper that lies in a folder.</summary>
    public const string MainFile = "paper.yaml";

    private const string TaskMark = "--- # task ";
    private const string OverlayMark = "--- # overlay ";
    private const int LongestMark = 200;

    /// <summary>Puts a main file and its task files together, in that order. A last line without a line break gets one.</summary>
    /// <param name="main">The main file.</param>
    /// <param name="tasks">File name and content of each task, in the order in which the main file names them.</param>
    public static byte[] Of(ReadOnlySpan<byte> main, IEnumerable<(string Name, ReadOnlyMemory<byte> Content)> tasks)
    {
        using var bundle = new MemoryStream();
        Append(bundle, main);
        foreach (var (name, content) in tasks)
            Append(bundle, $"{TaskMark}{name}", content.Span);
        return bundle.ToArray();
    }

    /// <summary>Puts an overlay behind its base. The base's own bytes, and so the hash that the overlay names, stay what they are.</summary>
    /// <exception cref="ArgumentException">The base does not end with a line break.</exception>
    public static byte[] Of(ReadOnlySpan<byte> basis, string overlay, ReadOnlySpan<byte> content)
    {
        if (basis.IsEmpty || basis[^1] != '\n')
            throw new ArgumentException("The base does not end with a line break.", nameof(basis));
        using var bundle = new MemoryStream();
        bundle.Write(basis);
        Append(bundle, $"{OverlayMark}{overlay}", content);
        return bundle.ToArray();
    }

    /// <summary>Takes a bundle apart. YAML ends a document at any line that begins with <c>---</c>, within a text too, so no content looks like a mark.</summary>
    public static ImmutableArray<PaperSection> Split(ReadOnlySpan<byte> bundle)
    {
        var sections = ImmutableArray.CreateBuilder<PaperSection>();
        var (kind, name, firstLine, from) = (PaperSectionKind.Main, string.Empty, 1, 0);
        for (var (at, line) = (0, 1); at < bundle.Length; line++)
        {
            var length = bundle[at..].IndexOf((byte)'\n');
            var next = length < 0 ? bundle.Length : at + length + 1;
            if (MarkIn(bundle[at..next]) is { } mark)
            {
                sections.Add(new(kind, name, firstLine, from, [.. bundle[from..at]]));
                (kind, name, firstLine, from) = (mark.Kind, mark.Name, line + 1, next);
            }

            at = next;
        }

        sections.Add(new(kind, name, firstLine, from, [.. bundle[from..]]));
        return sections.ToImmutable();
    }

    /// <summary>Whether a task file or an overlay may be called so.</summary>
    public static bool IsFileName(string name) =>
        name.Length is > 0 and <= 100 && name[0] != '.' && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or '_');

    private static (PaperSectionKind Kind, string Name)? MarkIn(ReadOnlySpan<byte> line)
    {
        if (line.Length > LongestMark || !line.StartsWith("--- # "u8))
            return null;
        var text = Encoding.Latin1.GetString(line).TrimEnd('\n', '\r');
        return text.StartsWith(TaskMark, StringComparison.Ordinal) && IsFileName(text[TaskMark.Length..]) ? (PaperSectionKind.Task, text[TaskMark.Length..])
            : text.StartsWith(OverlayMark, StringComparison.Ordinal) && IsFileName(text[OverlayMark.Length..]) ? (PaperSectionKind.Overlay, text[OverlayMark.Length..])
            : null;
    }

    private static void Append(MemoryStream bundle, string mark, ReadOnlySpan<byte> content)
    {
        Append(bundle, Encoding.ASCII.GetBytes(mark));
        Append(bundle, content);
    }

    private static void Append(MemoryStream bundle, ReadOnlySpan<byte> content)
    {
        bundle.Write(content);
        if (content.IsEmpty || content[^1] != '\n')
            bundle.WriteByte((byte)'\n');
    }
}
