namespace WeldExam.Architecture.Tests;

/// <summary>The working tree as files.</summary>
internal static class House
{
    private static readonly string[] Foreign = [".git", "artifacts", "node_modules", "BenchmarkDotNet.Artifacts", "TestResults", "__pycache__", ".vs"];

    public static string Root { get; } = FindRoot(AppContext.BaseDirectory);

    /// <summary>Every file that people write, by its path from the root.</summary>
    public static IEnumerable<string> Files => FilesUnder(Root).Select(path => Path.GetRelativePath(Root, path));

    /// <summary>Every project, by its path from the root.</summary>
    public static IEnumerable<string> Projects => Files.Where(path => path.EndsWith(".csproj", StringComparison.Ordinal));

    /// <summary>Every project of what is delivered, by name.</summary>
    public static IEnumerable<string> Rooms =>
        Projects.Where(path => !path.StartsWith("tests/", StringComparison.Ordinal)).Select(NameOf);

    public static string NameOf(string project) => Path.GetFileNameWithoutExtension(project);

    public static string Read(string path) => File.ReadAllText(Path.Combine(Root, path));

    private static IEnumerable<string> FilesUnder(string folder) =>
        Directory.EnumerateFiles(folder).Where(file => Path.GetFileName(file) != ".git").Concat(
            Directory.EnumerateDirectories(folder).Where(inner => !Foreign.Contains(Path.GetFileName(inner))).SelectMany(FilesUnder));

    private static string FindRoot(string folder) =>
        File.Exists(Path.Combine(folder, "WeldExam.slnx"))
            ? folder
            : FindRoot(Path.GetDirectoryName(folder.TrimEnd('/')) ?? throw new InvalidOperationException("not inside the house"));
}
