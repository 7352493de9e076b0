using System.Diagnostics;
using System.Text.RegularExpressions;
using WeldExam.EndToEnd.Tests.Points;

namespace WeldExam.EndToEnd.Tests.Documents;

/// <summary>What a page of docs tells its reader to do: files (yaml blocks that begin with their name) and commands (console blocks) with
/// lines that they print; … stands for what differs from day to day.</summary>
internal static partial class ConsoleScript
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    /// <summary>Writes the files into a folder and runs the commands there, in order. Fails at the first line that is not printed.</summary>
    /// <returns>How many commands ran.</returns>
    public static async Task<int> RunAsync(string page, string folder, CancellationToken cancel)
    {
        foreach (Match file in Files().Matches(page))
            await File.WriteAllTextAsync(Path.Combine(folder, file.Groups["name"].Value), file.Groups["text"].Value, cancel);
        var (commands, served) = (0, new List<Process>());
        try
        {
            foreach (Match block in Consoles().Matches(page))
            {
                foreach (var step in block.Groups["text"].Value.Split("$ ", StringSplitOptions.RemoveEmptyEntries))
                {
                    commands++;
                    var lines = step.Split('\n', StringSplitOptions.RemoveEmptyEntries);
                    if (lines[0].EndsWith(" &", StringComparison.Ordinal))
                        served.Add(await ServeAsync(lines[0][..^2], folder, cancel));
                    else
                        await RunAsync(lines[0], lines[1..], folder, cancel);
                }
            }
        }
        finally
        {
            foreach (var process in served)
            {
                process.Kill();
                process.Dispose();
            }
        }

        return commands;
    }

    private static async Task RunAsync(string command, string[] expected, string folder, CancellationToken cancel)
    {
        using var process = Start(command, folder);
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(cancel), process.StandardError.ReadToEndAsync(cancel));
        await process.WaitForExitAsync(cancel).WaitAsync(Patience, TimeProvider.System, cancel);
        var printed = await output;
        Assert.True(process.ExitCode == 0, $"{command}: exit code {process.ExitCode}\n{printed}{await errors}");
        var left = new Queue<string>(printed.Split('\n'));
        foreach (var line in expected)
        {
            var pattern = $"^{string.Join(".+", line.Split('…').Select(Regex.Escape))}$";
            while (left.TryDequeue(out var next) && !Regex.IsMatch(next, pattern, RegexOptions.None, TimeSpan.FromSeconds(1)))
                Assert.True(left.Count > 0, $"{command} does not print '{line}', but\n{printed}");
        }
    }

    private static async Task<Process> ServeAsync(string command, string folder, CancellationToken cancel)
    {
        var process = Start(command, folder);
        while (await process.StandardOutput.ReadLineAsync(cancel).AsTask().WaitAsync(Patience, TimeProvider.System, cancel) is { } line)
        {
            if (line == "ready")
                return process;
        }

        throw new InvalidOperationException($"{command} ended: {await process.StandardError.ReadToEndAsync(cancel)}");
    }

    private static Process Start(string command, string folder)
    {
        var words = command.Replace("PROFILES", Path.Combine(Product.Programs, "profiles"), StringComparison.Ordinal).Split(' ');
        return Process.Start(new ProcessStartInfo(Path.Combine(Product.Programs, words[0]), words[1..])
        {
            UseShellExecute = false,
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
    }

    [GeneratedRegex("```yaml\n# (?<name>[a-z0-9-]+\\.yaml)\n(?<text>.*?)```", RegexOptions.Singleline | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Files();

    [GeneratedRegex("```console\n(?<text>.*?)```", RegexOptions.Singleline | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Consoles();
}
