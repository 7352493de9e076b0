using System.CommandLine;
using WeldExam.EdgeGateway.Evidence;

namespace WeldExam.EdgeGateway.Commands;

/// <summary>The file that <c>verify</c>, <c>score</c> and <c>journal</c> read, and the keys it is checked against.</summary>
internal sealed class EvidenceArguments
{
    public Argument<string> File { get; } = new("file") { Description = "journal.wxj 或证据包 · a journal or a bundle (ZIP)" };

    public Option<string[]> Keys { get; } = new("--key") { Description = "设备公钥 · device key: [box=]HEX", AllowMultipleArgumentsPerToken = true };

    /// <summary>Loads the evidence; null after saying why it cannot.</summary>
    public EvidenceFile? Load(ParseResult parsed)
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
