using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using WeldExam.TestKit.Signing;
using Xunit;

namespace WeldExam.Contracts.Tests.Peers;

/// <summary>tests/peers/journal_reader.py: an independent reader, written from docs/JOURNAL.md.</summary>
internal static class PythonReader
{
    private static readonly string Root = FindRoot(AppContext.BaseDirectory);

    /// <summary>A document of the house.</summary>
    public static string Document(string path) => File.ReadAllText(Path.Combine(Root, path));

    /// <summary>Reads one journal; exit code and the JSON it prints.</summary>
    public static async Task<(int Code, JsonElement Json)> ReadAsync(byte[] journal, string deviceKey, params string[] fileHashes)
    {
        var path = Path.GetTempFileName();
        try
        {
            await File.WriteAllBytesAsync(path, journal);
            var (code, lines) = await RunAsync(["--device-key", deviceKey, .. fileHashes.SelectMany(hash => new[] { "--file-hash", hash }), path], []);
            return (code, JsonSerializer.Deserialize<JsonElement>(string.Join('\n', lines)));
        }
        finally
        {
            File.Delete(path);
        }
    }

    /// <summary>For each journal the number of its sound blocks and whether it was sound to its end.</summary>
    public static async Task<(int Blocks, bool IsSound)[]> ReadAllAsync(IEnumerable<byte[]> journals, string deviceKey)
    {
        var (code, lines) = await RunAsync(["--device-key", deviceKey, "--batch"], journals.Select(Convert.ToHexString));
        Assert.Equal(0, code);
        return [.. lines.Select(line => line.Split(' ', 2)).Select(parts => (int.Parse(parts[0], CultureInfo.InvariantCulture), parts[1] == "ok"))];
    }

    public static string KeyOf(TestBox box) => $"{box.Name}={Convert.ToHexString(box.Device.PublicKey.Span)}";

    private static async Task<(int Code, string[] Lines)> RunAsync(IEnumerable<string> arguments, IEnumerable<string> input)
    {
        using var process = Process.Start(new ProcessStartInfo("/usr/bin/python3", [Path.Combine(Root, "tests/peers/journal_reader.py"), .. arguments])
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment = { ["PYTHONDONTWRITEBYTECODE"] = "1" },
        })!;
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        foreach (var line in input)
            await process.StandardInput.WriteLineAsync(line);
        process.StandardInput.Close();
        await process.WaitForExitAsync();
        Assert.Equal("", await errors);
        return (process.ExitCode, (await output).Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }

    private static string FindRoot(string folder) =>
        File.Exists(Path.Combine(folder, "WeldExam.slnx"))
            ? folder
            : FindRoot(Path.GetDirectoryName(folder.TrimEnd('/')) ?? throw new InvalidOperationException("not inside the house"));
}
