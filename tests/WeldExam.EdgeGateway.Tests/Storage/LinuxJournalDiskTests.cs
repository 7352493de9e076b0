using WeldExam.EdgeGateway.Storage;
using WeldExam.Station.Storage;

namespace WeldExam.EdgeGateway.Tests.Storage;

public sealed class LinuxJournalDiskTests : IDisposable
{
    private const int NoEntry = 2;
    private const int TryAgain = 11;
    private const int Exists = 17;
    private const int NoSpace = 28;

    private readonly TempFolder _folder = new();
    private readonly LinuxJournalDisk _disk;

    public LinuxJournalDiskTests()
    {
        Assert.Null(LinuxJournalDisk.Open(_folder.Path, out var disk));
        _disk = disk!;
    }

    [Fact]
    public void What_is_appended_is_read_back_from_any_offset_and_the_file_goes_on_after_reopening()
    {
        Assert.Null(_disk.Create("a.wxj", out var file));
        Assert.Null(file!.Append("abc"u8));
        Assert.Null(file.Append("def"u8));
        Assert.Null(file.Sync());
        file.Close();
        Assert.Null(_disk.Open("a.wxj", out file));
        Assert.Null(file!.Append("ghi"u8));
        Assert.Null(file.Sync());
        file.Close();
        Assert.Equal(9, _disk.LengthOf("a.wxj"));
        Assert.Equal("abcdefghi"u8.ToArray(), Read("a.wxj", 0, 100));
        Assert.Equal("de"u8.ToArray(), Read("a.wxj", 3, 2));
        Assert.Empty(Read("a.wxj", 9, 5));
        Assert.Contains("a.wxj", _disk.List());
        Assert.InRange(_disk.FreeBytes(), 1, long.MaxValue);
    }

    [Fact]
    public void A_file_is_created_once_and_only_its_owner_may_read_it()
    {
        Assert.Null(_disk.Create("a.wxj", out var file));
        file!.Close();
        Assert.Equal(Exists, _disk.Create("a.wxj", out var none)!.Errno);
        Assert.Null(none);
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(_folder.At("a.wxj")));
    }

    [Fact]
    public void What_is_not_there_is_a_fault_and_not_an_empty_file()
    {
        Assert.Equal(NoEntry, _disk.Open("no.wxj", out _)!.Errno);
        Assert.Equal(NoEntry, _disk.Read("no.wxj", 0, 1, out _)!.Errno);
        Assert.Equal(0, _disk.LengthOf("no.wxj"));
    }

    [Fact]
    public void A_replacement_is_whole_and_leaves_nothing_beside_it()
    {
        Assert.Null(_disk.Replace("a.cursor", "1"u8));
        Assert.Null(_disk.Replace("a.cursor", "22"u8));
        Assert.Equal("22"u8.ToArray(), Read("a.cursor", 0, 10));
        Assert.Equal(["a.cursor"], _disk.List().Where(name => name != ".lock"));
    }

    [Fact]
    [Trait("Clause", "promise 4")]
    public void A_full_disk_is_a_fault_and_the_replaced_file_stays()
    {
        Assert.Null(_disk.Replace("a.cursor", "1"u8));
        File.CreateSymbolicLink(_folder.At("a.cursor.new"), "/dev/full");
        Assert.Equal(("append", NoSpace), Of(_disk.Replace("a.cursor", "2"u8)));
        Assert.Equal("1"u8.ToArray(), Read("a.cursor", 0, 10));
        Assert.Null(_disk.Replace("a.cursor", "3"u8)); // the failed attempt is out of the way
        File.CreateSymbolicLink(_folder.At("full.wxj"), "/dev/full");
        Assert.Null(_disk.Open("full.wxj", out var file));
        Assert.Equal(("append", NoSpace), Of(file!.Append("block"u8)));
    }

    [Fact]
    public void A_folder_that_cannot_be_written_or_made_is_a_fault()
    {
        Assert.NotNull(LinuxJournalDisk.Open("/proc/self", out var disk)); // nobody creates files there, root neither
        Assert.Null(disk);
        File.WriteAllText(_folder.At("file"), "");
        Assert.NotNull(LinuxJournalDisk.Open(_folder.At("file/folder"), out _));
    }

    [Fact]
    public async Task A_second_process_is_kept_out_until_the_first_lets_go()
    {
        Assert.Equal([$"open: open errno {TryAgain}"], await DiskProbe.RunAsync(_folder.Path));
        _disk.Dispose();
        Assert.Equal(["create: done", "append: done", "sync: done", "replace: done"], await DiskProbe.RunAsync(_folder.Path));
    }

    [Theory]
    [Trait("Clause", "platform §1")]
    [InlineData(1, "create: sync errno 5", "replace: done")]
    [InlineData(2, "create: done", "append: done", "sync: sync errno 5", "replace: done")]
    [InlineData(3, "create: done", "append: done", "sync: done", "replace: sync errno 5")]
    [InlineData(4, "create: done", "append: done", "sync: done", "replace: sync errno 5")]
    public async Task A_flush_that_the_kernel_fails_surfaces(int nth, params string[] expected)
    {
        _disk.Dispose();
        string[] strace = ["strace", "-f", "-qq", "-o", "/dev/null", "-e", "trace=fsync", "-e", $"inject=fsync:error=EIO:when={nth}"];
        Assert.Equal(expected, await DiskProbe.RunAsync(_folder.Path, strace));
    }

    public void Dispose()
    {
        _disk.Dispose();
        _folder.Dispose();
    }

    private static (string Operation, int Errno) Of(StorageFault? fault) => (fault!.Operation, fault.Errno);

    private byte[] Read(string name, long offset, int length)
    {
        Assert.Null(_disk.Read(name, offset, length, out var content));
        return content;
    }
}
