using System.CommandLine;
using WeldExam.EdgeGateway.Evidence;

namespace WeldExam.EdgeGateway.Commands;

/// <summary>The file that <c>verify</c>, <c>score</c> and <c>journal</c> read, and the keys it is checked against.</summary>
internal sealed class EvidenceArguments
{
    /// <summary>The file or a key is of no use.</summary>
    private const int CannotRead = 2;

    public Argument<string> File { get; } = new("file") { Description = "journal.wxj 或证据包 · a journal or a bundle (ZIP)" };

    public Option<string[]> Keys { get; } = new("--key") { Description = "设备公钥 · device key: [box=]HEX", AllowMultipleArgumentsPerToken = true };

    /// <summary>A command over one evidence file, which <paramref name="run"/> answers with the exit code.</summary>
    public Command Command(string name, string description, Func<EvidenceFile, ParseResult, int> run)
    {
        var command = new Command(name, description) { File, Keys };
        command.SetAction(parsed => Load(parsed) is { } evidence ? run(evidence, parsed) : CannotRead);
        return command;
    }

    /// <summary>Loads the evidence; null after saying why it cannot.</summary>
    private EvidenceFile? Load(ParseResult parsed)
    {
        try
        {
            var evidence = EvidenceFile.Load(parsed.GetRequiredValue(File), parsed.GetValue(Keys) ?? []);
            if (!evidence.Keys.IsEmpty)
                return evidence;
            Console.Error.WriteLine("缺少设备公钥 · no device key: give --key, or a bundle that carries one");
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            Console.Error.WriteLine(fault.Message);
        }

        return null;
    }
}
