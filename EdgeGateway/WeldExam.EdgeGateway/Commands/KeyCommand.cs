using System.CommandLine;
using WeldExam.EdgeGateway.Keys;

namespace WeldExam.EdgeGateway.Commands;

/// <summary><c>weldexam key FILE</c>: makes the device key if there is none and prints its public half for the centre.</summary>
internal static class KeyCommand
{
    public static Command Create()
    {
        var file = new Argument<string>("file") { Description = "PEM" };
        var command = new Command("key", "生成或显示设备公钥 · make the device key, print its public half") { file };
        command.SetAction(parsed => Run(parsed.GetRequiredValue(file)));
        return command;
    }

    private static int Run(string path)
    {
        try
        {
            using var key = KeyFile.LoadOrCreate(path);
            Console.WriteLine(Convert.ToHexStringLower(key.PublicKey.Span));
            return 0;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            Console.Error.WriteLine(fault.Message);
            return 1;
        }
    }
}
