using System.Diagnostics;
using System.Text.Json;

namespace WeldExam.EndToEnd.Tests.Points;

/// <summary>tests/peers/journal_reader.py: an independent reader, written from docs/JOURNAL.md.</summary>
internal static class PythonReader
{
    /// <summary>Reads one journal; exit code and the JSON it prints.</summary>
    public static async Task<(int Code, JsonElement Json)> ReadAsync(byte[] journal, string box, byte[] deviceKey, CancellationToken cancel)
    {
        var path = Path.GetTempFileName();
        try
        {
            await File.WriteAllBytesAsync(path, journal, cancel);
            string[] words = [Path.Combine(Product.Root, "tests/peers/journal_reader.py"), "--device-key", $"{box}={Convert.ToHexString(deviceKey)}", path];
            using var process = Process.Start(new ProcessStartInfo("/usr/bin/python3", words)
            {
                UseShellExecute = false,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
                Environment = { ["PYTHONDONTWRITEBYTECODE"] = "1" },
            })!;
            var (output, errors) = (process.StandardOutput.ReadToEndAsync(cancel), process.StandardError.ReadToEndAsync(cancel));
            await process.WaitForExitAsync(cancel);
            Assert.Equal("", await errors);
            return (process.ExitCode, JsonSerializer.Deserialize<JsonElement>(await output));
        }
        finally
        {
            File.Delete(path);
        }
    }
}
