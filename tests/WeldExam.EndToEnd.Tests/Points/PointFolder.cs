namespace WeldExam.EndToEnd.Tests.Points;

/// <summary>Logs and journals of one test. It goes when the test has passed; otherwise it stays and is named.</summary>
internal sealed class PointFolder(ITestOutputHelper output)
{
    public string Path { get; } = Directory.CreateTempSubdirectory("weldexam-e2e-").FullName;

    /// <summary>To be called when the test class is disposed of: only then is the result known.</summary>
    public void Leave() => Leave(TestContext.Current.TestState?.Result == TestResult.Passed);

    public void Leave(bool hasPassed)
    {
        if (hasPassed)
            Directory.Delete(Path, recursive: true);
        else
            output.WriteLine($"logs and journals stay in {Path}");
    }
}
