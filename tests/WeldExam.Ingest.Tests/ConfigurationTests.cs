using WeldExam.Ingest.Configuration;
using WeldExam.Ingest.Hosting;

[assembly: System.Runtime.Versioning.SupportedOSPlatform("linux")]

namespace WeldExam.Ingest.Tests;

public sealed class ConfigurationTests : IDisposable
{
    private const string Key = "0456fadabc23aa61bef5d539f5d0d5acc5094c708bf1ddc9939c7350c30d9e231abff08f0f31acee797a9e30a86532180b1cf7306a50f0d2e4077cfb25fd89b661";
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("weldexam-config");

    [Theory]
    [InlineData("data: d\nbogus: 1\n", 2, "bogus is not known here")]
    [InlineData("http: { port: 80 }\n", 1, "data is missing")]
    [InlineData("data: d\nhttp:\n  port: 99999\n", 3, "port is not a port")]
    [InlineData("data: d\nhttp:\n  uploadToken: short\n", 3, "uploadToken is shorter")]
    [InlineData("data: d\nbroker:\n  mode: carrier-pigeon\n", 3, "mode is neither")]
    [InlineData("data: d\nboxes:\n  - name: b\n    point: p\n    stations: [S1]\n    keys: [04aa]\n", 6, "a public key")]
    [InlineData("data: d\nboxes:\n  - name: b\n    point: p\n    stations: ['a/b']\n    keys: [" + Key + "]\n", 5, "a name that can stand in a topic")]
    [InlineData("data: [\n", 2, "")]
    public void What_is_wrong_is_named_with_line_and_column(string yaml, int line, string message)
    {
        var errors = Assert.Throws<ConfigurationException>(() => Read(yaml)).Errors;
        Assert.Contains(errors, error => error.Contains($"centre.yaml:{line}:", StringComparison.Ordinal) && error.Contains(message, StringComparison.Ordinal));
    }

    [Fact]
    public void What_is_left_out_has_safe_values()
    {
        var read = Read("data: d\nboxes:\n  - { name: b, point: p, stations: [S1], keys: [" + Key + "] }\n");
        Assert.Equal(new HttpConfiguration("127.0.0.1", 8080, null), read.Http);
        Assert.Equal(new EmbeddedBroker("127.0.0.1", 1883), read.Broker);
        Assert.Equal(Path.Combine(_folder.FullName, "d", "centre.key"), read.KeyFile);
    }

    [Fact]
    public async Task A_second_centre_on_the_same_data_folder_is_refused_and_the_folder_is_free_after_the_first()
    {
        var configuration = Read("data: d\nhttp: { port: 0 }\nbroker: { mode: embedded, port: 0 }\n");
        var first = await CentreApplication.BuildAsync(configuration, CancellationToken.None);
        var refused = await Assert.ThrowsAsync<ConfigurationException>(() => CentreApplication.BuildAsync(configuration, CancellationToken.None));
        Assert.Contains("another centre", Assert.Single(refused.Errors), StringComparison.Ordinal);
        await first.DisposeAsync();
        await (await CentreApplication.BuildAsync(configuration, CancellationToken.None)).DisposeAsync();
    }

    [Fact]
    public void The_key_is_made_once_readable_by_its_owner_alone()
    {
        var path = Path.Combine(_folder.FullName, "centre.key");
        using var first = CentreKey.Open(path);
        using var second = CentreKey.Open(path);
        Assert.Equal(CentreKey.PublicHex(first), CentreKey.PublicHex(second));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(path));
        File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.OtherRead);
        Assert.Throws<InvalidOperationException>(() => CentreKey.Open(path));
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private CentreConfiguration Read(string yaml)
    {
        var path = Path.Combine(_folder.FullName, "centre.yaml");
        File.WriteAllText(path, yaml);
        return CentreConfigurationReader.Read(path);
    }
}
