using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;
using WeldExam.Station.Storage;

namespace WeldExam.EdgeGateway.Storage;

/// <summary>A file opened with O_APPEND.</summary>
internal sealed class LinuxJournalFile(string name, SafeFileHandle handle) : IJournalFile
{
    private const int Interrupted = 4;

    public StorageFault? Append(ReadOnlySpan<byte> bytes) => WriteAll(handle, name, bytes);

    public StorageFault? Sync() => SyncFile(handle, name);

    public void Close() => handle.Dispose();

    internal static StorageFault? WriteAll(SafeFileHandle file, string name, ReadOnlySpan<byte> bytes)
    {
        while (!bytes.IsEmpty)
        {
            var written = Libc.Write(file, bytes, bytes.Length);
            if (written < 0 && Marshal.GetLastPInvokeError() == Interrupted)
                continue;
            if (written <= 0)
                return LinuxJournalDisk.Fault("append", name);
            bytes = bytes[(int)written..];
        }

        return null;
    }

    internal static StorageFault? SyncFile(SafeFileHandle file, string name) =>
        Libc.Fsync(file) == 0 ? null : LinuxJournalDisk.Fault("sync", name);
}
