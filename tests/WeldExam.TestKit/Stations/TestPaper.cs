using WeldExam.Exam.Papers;

namespace WeldExam.TestKit.Stations;

/// <summary>The paper that ships with the product.</summary>
public static class TestPaper
{
    public const string FileName = "weld-2024-hebei-sample.yaml";

    public static string Text { get; } = Load();

    public static Paper Sample { get; } = Read(Text);

    public static Paper Read(string yaml) => PaperReader.Read(FileName, System.Text.Encoding.UTF8.GetBytes(yaml)) switch
    {
        PaperAccepted accepted => accepted.Paper,
        var refused => throw new InvalidOperationException(refused.ToString()),
    };

    private static string Load()
    {
        using var stream = typeof(TestPaper).Assembly.GetManifestResourceStream(FileName)!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
