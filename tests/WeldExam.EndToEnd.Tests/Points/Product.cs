using WeldExam.Simulators.Points;

namespace WeldExam.EndToEnd.Tests.Points;

/// <summary>The programs as <c>./build</c> leaves them.</summary>
internal static class Product
{
    public static readonly string Root = FindRoot(AppContext.BaseDirectory);

    /// <summary>Folder of <c>weldexam</c>, <c>weldexam-centre</c> and <c>weldexam-sim</c>.</summary>
    public static string Programs
    {
        get
        {
            var folder = Path.Combine(Root, "artifacts", "app");
            Assert.True(File.Exists(Path.Combine(folder, ".built")), $"{folder} is not built: run ./build");
            return folder;
        }
    }

    public static string Paper => Directory.EnumerateFiles(Path.Combine(Programs, "papers"), "*.yaml").Order(StringComparer.Ordinal).First();

    /// <summary>Public key of the device key in that file.</summary>
    public static async Task<byte[]> KeyAsync(string file, CancellationToken cancel) =>
        Convert.FromHexString((await ChildProgram.RunAsync(Path.Combine(Programs, "weldexam"), ["key", file], cancel)).Trim());

    private static string FindRoot(string folder) =>
        File.Exists(Path.Combine(folder, "WeldExam.slnx"))
            ? folder
            : FindRoot(Path.GetDirectoryName(folder.TrimEnd('/')) ?? throw new InvalidOperationException("not inside the house"));
}

/// <summary>Whole points on the real clock share two cores with nobody.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class WholePoints
{
    public const string Name = "whole points";
}
