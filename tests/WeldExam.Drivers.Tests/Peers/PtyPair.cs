using Xunit;

namespace WeldExam.Drivers.Tests.Peers;

/// <summary>Two pseudo terminals joined by socat: a serial cable without hardware, which stays when a port is closed and opened again.</summary>
internal sealed class PtyPair : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("weldexam-pty-").FullName;
    private readonly PeerProgram _socat;

    private PtyPair() =>
        _socat = PeerProgram.Start("/usr/bin/socat", $"pty,raw,echo=0,ignoreeof,link={Ours}", $"pty,raw,echo=0,ignoreeof,link={Theirs}");

    public string Ours => Path.Combine(_folder, "ours");

    public string Theirs => Path.Combine(_folder, "theirs");

    public static async Task<PtyPair> OpenAsync()
    {
        var pair = new PtyPair();
        for (var turn = 0; turn < 200 && !(File.Exists(pair.Ours) && File.Exists(pair.Theirs)); turn++)
            await Task.Delay(25);
        Assert.True(File.Exists(pair.Ours) && File.Exists(pair.Theirs), "socat made no pseudo terminals");
        return pair;
    }

    public void Dispose()
    {
        _socat.Dispose();
        Directory.Delete(_folder, recursive: true);
    }
}
