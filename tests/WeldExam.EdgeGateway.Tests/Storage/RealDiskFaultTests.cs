namespace WeldExam.EdgeGateway.Tests.Storage;

/// <summary>A part on a real file system that stops taking bytes, in a process of its own.</summary>
[Trait("Clause", "promise 4")]
public sealed class RealDiskFaultTests : IDisposable
{
    private const int ReadOnlyFileSystem = 30;
    private const int NoSpace = 28;

    private readonly TempFolder _folder = new();

    /// <summary>A tmpfs of one MiB, seen by the child alone (unshare(1)).</summary>
    [Fact]
    public async Task A_disk_that_fills_during_a_part_records_nothing_says_so_and_goes_on_when_there_is_room()
    {
        var life = await StationProbe.RunAsync(_folder.Path, fills: true, "unshare", "-m", "sh", "-c", $"mount -t tmpfs -o size=1m none '{_folder.Path}' && exec \"$0\"");
        AssertNothingLost(life, NoSpace);
        Assert.InRange(int.Parse(life["not recorded"], null), 10, 31);
    }

    /// <summary>Flushes 16 to 30 of the process are answered as by a file system that was mounted anew read-only.</summary>
    [Fact]
    public async Task A_disk_that_turns_read_only_during_a_part_records_nothing_says_so_and_goes_on_when_it_is_mounted_again()
    {
        var life = await StationProbe.RunAsync(
            _folder.Path, fills: false, "strace", "-f", "-qq", "-o", "/dev/null", "-e", "trace=fsync", "-e", "inject=fsync:error=EROFS:when=16..30");
        AssertNothingLost(life, ReadOnlyFileSystem);
        Assert.InRange(int.Parse(life["not recorded"], null), 2, 31);
    }

    /// <summary>So that the two above are not true of every disk.</summary>
    [Fact]
    public async Task On_a_sound_disk_every_act_is_recorded()
    {
        var life = await StationProbe.RunAsync(_folder.Path, fills: false);
        Assert.Equal(("True", "0", "", "0"), (life["sound"], life["not recorded"], life["faults"], life["recovered"]));
    }

    public void Dispose() => _folder.Dispose();

    private static void AssertNothingLost(Dictionary<string, string> life, int errno)
    {
        Assert.Equal(("True", $"errno {errno}", ""), (life["sound"], life["faults"], life["fault at the end"]));
        Assert.Contains("storage.fault", life["readiness"], StringComparison.Ordinal);
        Assert.Equal(("0", "0", "0"), (life["done and not on record"], life["on record and not done"], life["on record twice"]));
        Assert.InRange(int.Parse(life["recovered"], null), 1, 3);
    }
}
