namespace WeldExam.EndToEnd.Tests.Points;

public sealed class PointFolderTests(ITestOutputHelper output) : IDisposable
{
    private readonly PointFolder _folder = new(output);

    [Fact]
    public void It_goes_with_all_that_is_in_it_when_the_test_has_passed()
    {
        File.WriteAllText(Directory.CreateDirectory(Path.Combine(_folder.Path, "box")).FullName + "/gateway.log", "");
        _folder.Leave(hasPassed: true);
        Assert.False(Directory.Exists(_folder.Path));
    }

    [Fact]
    public void It_stays_and_is_named_when_the_test_has_failed()
    {
        _folder.Leave(hasPassed: false);
        Assert.True(Directory.Exists(_folder.Path));
        Assert.Contains(_folder.Path, output.Output, StringComparison.Ordinal);
    }

    public void Dispose()
    {
        if (Directory.Exists(_folder.Path))
            Directory.Delete(_folder.Path, recursive: true);
    }
}
