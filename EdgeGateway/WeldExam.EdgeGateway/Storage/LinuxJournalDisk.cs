using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;
using WeldExam.Station.Storage;

namespace WeldExam.EdgeGateway.Storage;

/// <summary>Journals in a folder of a Linux file system, flushed through libc with the result checked, the folder too.</summary>
public sealed class LinuxJournalDisk : IJournalDisk, IDisposable
{
    private const int OwnerOnly = 0b110_000_000;
    private const int LockExclusiveNow = 2 | 4;
    private const int Interrupted = 4;

    private readonly string _folder;
    private readonly SafeFileHandle _lock;

    private LinuxJournalDisk(string folder, SafeFileHandle @lock) => (_folder, _lock) = (folder, @lock);

    /// <summary>Opens the folder, making it when it is not there. Only one process may have it.</summary>
    public static StorageFault? Open(string folder, out LinuxJournalDisk? disk)
    {
        disk = null;
        try
        {
            Directory.CreateDirectory(folder);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return new("open", folder, 0, fault.Message);
        }

        var path = Path.Combine(folder, ".lock");
        var handle = Libc.Open(path, Libc.WriteOnly | Libc.Create | Libc.CloseOnExec, OwnerOnly);
        if (handle.IsInvalid)
            return Fault("open", path);
        if (Libc.Flock(handle, LockExclusiveNow) != 0)
        {
            handle.Dispose();
            return new("open", folder, Marshal.GetLastPInvokeError(), "another process keeps its journals here");
        }

        disk = new(folder, handle);
        return null;
    }

    public IReadOnlyList<string> List() => [.. Directory.EnumerateFiles(_folder).Select(path => Path.GetFileName(path))];

    public StorageFault? Create(string name, out IJournalFile? file)
    {
        file = null;
        var handle = Libc.Open(PathOf(name), Libc.WriteOnly | Libc.Create | Libc.Exclusive | Libc.Append | Libc.CloseOnExec, OwnerOnly);
        if (handle.IsInvalid)
            return Fault("create", name);
        if (SyncFolder() is { } fault)
        {
            handle.Dispose();
            return fault;
        }

        file = new LinuxJournalFile(name, handle);
        return null;
    }

    public StorageFault? Open(string name, out IJournalFile? file)
    {
        file = null;
        var handle = Libc.Open(PathOf(name), Libc.WriteOnly | Libc.Append | Libc.CloseOnExec, 0);
        if (handle.IsInvalid)
            return Fault("open", name);
        file = new LinuxJournalFile(name, handle);
        return null;
    }

    public StorageFault? Read(string name, long offset, int length, out byte[] content)
    {
        content = [];
        using var handle = Libc.Open(PathOf(name), Libc.ReadOnly | Libc.CloseOnExec, 0);
        if (handle.IsInvalid)
            return Fault("read", name);
        var bytes = new byte[length];
        var filled = 0;
        while (filled < length)
        {
            var read = Libc.Pread(handle, bytes.AsSpan(filled), length - filled, offset + filled);
            if (read < 0 && Marshal.GetLastPInvokeError() == Interrupted)
                continue;
            if (read < 0)
                return Fault("read", name);
            if (read == 0)
                break;
            filled += (int)read;
        }

        content = filled == length ? bytes : bytes[..filled];
        return null;
    }

    public long LengthOf(string name)
    {
        var file = new FileInfo(PathOf(name));
        return file.Exists ? file.Length : 0;
    }

    public StorageFault? Replace(string name, ReadOnlySpan<byte> content)
    {
        var fresh = PathOf(name) + ".new";
        using var handle = Libc.Open(fresh, Libc.WriteOnly | Libc.Create | Libc.Truncate | Libc.CloseOnExec, OwnerOnly);
        if (handle.IsInvalid)
            return Fault("replace", name);
        if ((LinuxJournalFile.WriteAll(handle, name, content) ?? LinuxJournalFile.SyncFile(handle, name)) is { } fault)
        {
            _ = Libc.Unlink(fresh); // on a full disk it holds the room that the next attempt needs
            return fault;
        }

        return Libc.Rename(fresh, PathOf(name)) == 0 ? SyncFolder() : Fault("replace", name);
    }

    public long FreeBytes() => new DriveInfo(_folder).AvailableFreeSpace;

    public void Dispose()
    {
        if (!_lock.IsClosed)
            _ = Libc.Flock(_lock, Libc.Unlock);
        _lock.Dispose();
    }

    internal static StorageFault Fault(string operation, string name)
    {
        var errno = Marshal.GetLastPInvokeError();
        return new(operation, name, errno, Marshal.GetPInvokeErrorMessage(errno));
    }

    private StorageFault? SyncFolder()
    {
        using var folder = Libc.Open(_folder, Libc.ReadOnly | Libc.CloseOnExec, 0);
        return folder.IsInvalid || Libc.Fsync(folder) != 0 ? Fault("sync", _folder) : null;
    }

    private string PathOf(string name) => Path.Combine(_folder, name);
}
