using WeldExam.EndToEnd.Tests.Points;

namespace WeldExam.EndToEnd.Tests.Documents;

/// <summary>docs/DEVICES.md does what it says, in both languages, with the programs as they are shipped.</summary>
[Collection(WholePoints.Name)]
public sealed class DevicesDocumentTests
{
    [Theory]
    [InlineData("DEVICES.md")]
    [InlineData("DEVICES.zh-CN.md")]
    public async Task A_technician_who_follows_the_page_sees_what_it_prints(string page)
    {
        var folder = Directory.CreateTempSubdirectory("weldexam-devices-").FullName;
        try
        {
            var text = await File.ReadAllTextAsync(Path.Combine(Product.Root, "docs", page), TestContext.Current.CancellationToken);
            Assert.Equal(6, await ConsoleScript.RunAsync(text, folder, TestContext.Current.CancellationToken));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
