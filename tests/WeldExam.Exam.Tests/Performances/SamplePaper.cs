using System.Text;
using WeldExam.Exam.Papers;

namespace WeldExam.Exam.Tests.Performances;

/// <summary>The paper that ships with the product.</summary>
internal static class SamplePaper
{
    public const string FileName = "weld-2024-hebei-sample.yaml";

    public static byte[] Bytes { get; } = Load(FileName);

    public static string Text { get; } = Encoding.UTF8.GetString(Bytes);

    public static Paper Paper { get; } = Read(Bytes);

    public static Paper Read(byte[] bytes) => PaperReader.Read(FileName, bytes) switch
    {
        PaperAccepted accepted => accepted.Paper,
        var refused => throw new InvalidOperationException(refused.ToString()),
    };

    public static byte[] Load(string name)
    {
        using var stream = typeof(SamplePaper).Assembly.GetManifestResourceStream(name)!;
        using var copy = new MemoryStream();
        stream.CopyTo(copy);
        return copy.ToArray();
    }
}
