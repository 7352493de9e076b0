using WeldExam.Exam;
using WeldExam.Exam.Papers;

namespace WeldExam.EdgeGateway.Commands.Papers;

/// <summary>A paper as it lies on a disk: a bundle, a folder with <c>paper.yaml</c> and its task files, or an overlay whose base lies beside it.</summary>
/// <param name="Path">As it was named.</param>
/// <param name="Bundle">All its files as one: what is hashed and signed.</param>
/// <param name="Reading">The paper, or what is wrong with it, by file, line and column.</param>
internal sealed record PaperFile(string Path, byte[] Bundle, PaperReading Reading)
{
    public Paper? Paper => (Reading as PaperAccepted)?.Paper;

    /// <summary>Loads a paper.</summary>
    /// <param name="path">A file or a folder.</param>
    /// <param name="basePath">Where an overlay's base lies; null looks for it beside the overlay and one folder up.</param>
    /// <exception cref="IOException">It, or a file that it names, cannot be read.</exception>
    public static PaperFile Load(string path, string? basePath = null)
    {
        if (Directory.Exists(path))
        {
            var folder = Assemble(path);
            return new(path, folder, PaperReader.Read(folder, section => System.IO.Path.Combine(path, NameIn(section))));
        }

        var bytes = File.ReadAllBytes(path);
        if (PaperPeek.BaseOf(bytes) is not { } wanted)
            return new(path, bytes, PaperReader.Read(path, bytes));
        var (found, basis) = BaseOf(path, wanted, basePath);
        var bundle = PaperBundle.Of(basis, System.IO.Path.GetFileName(path), bytes);
        return new(path, bundle, PaperReader.Read(bundle, section => section.Kind == PaperSectionKind.Overlay && section.Name == System.IO.Path.GetFileName(path)
            ? path
            : System.IO.Path.Combine(found, NameIn(section))));
    }

    private static string NameIn(PaperSection section) => section.Kind == PaperSectionKind.Main ? PaperBundle.MainFile : section.Name;

    private static byte[] Assemble(string folder)
    {
        var main = File.ReadAllBytes(System.IO.Path.Combine(folder, PaperBundle.MainFile));
        return PaperBundle.Of(main, PaperPeek.TaskFiles(main).Where(PaperBundle.IsFileName)
            .Select(name => (name, (ReadOnlyMemory<byte>)File.ReadAllBytes(System.IO.Path.Combine(folder, name)))));
    }

    private static (string Path, byte[] Bytes) BaseOf(string overlay, Hash256 wanted, string? basePath)
    {
        foreach (var candidate in basePath is not null ? [basePath] : Beside(overlay))
        {
            var bytes = Directory.Exists(candidate) ? Assemble(candidate) : File.ReadAllBytes(candidate);
            if (Hash256.Of(bytes) == wanted)
                return (candidate, bytes);
        }

        throw new FileNotFoundException($"{overlay}: base {wanted} is not {(basePath is null ? "beside it or one folder up" : basePath)}");
    }

    private static IEnumerable<string> Beside(string overlay)
    {
        var here = System.IO.Path.GetDirectoryName(System.IO.Path.GetFullPath(overlay))!;
        string[] folders = Directory.GetParent(here) is { } up ? [here, up.FullName] : [here];
        return folders.SelectMany(folder => Directory.EnumerateFiles(folder, "*.yaml").Order(StringComparer.Ordinal)
            .Concat(Directory.EnumerateDirectories(folder).Where(inner => File.Exists(System.IO.Path.Combine(inner, PaperBundle.MainFile))).Order(StringComparer.Ordinal)));
    }
}
