using WeldExam.Station.Storage;

namespace WeldExam.EndToEnd.Tests.Rig;

/// <summary>A disk that never fails.</summary>
internal sealed class MemoryDisk : IJournalDisk
{
    private readonly Dictionary<string, List<byte>> _files = [];

    public IReadOnlyList<string> List() => [.. _files.Keys];

    public StorageFault? Create(string name, out IJournalFile? file)
    {
        _files.Add(name, []);
        return Open(name, out file);
    }

    public StorageFault? Open(string name, out IJournalFile? file)
    {
        file = new Appended(_files[name]);
        return null;
    }

    public StorageFault? Read(string name, long offset, int length, out byte[] content)
    {
        var bytes = _files.GetValueOrDefault(name, []);
        content = [.. bytes.Skip((int)offset).Take(length)];
        return null;
    }

    public long LengthOf(string name) => _files.GetValueOrDefault(name, []).Count;

    public StorageFault? Replace(string name, ReadOnlySpan<byte> content)
    {
        _files[name] = [.. content];
        return null;
    }

    public long FreeBytes() => long.MaxValue;

    private sealed class Appended(List<byte> bytes) : IJournalFile
    {
        public StorageFault? Append(ReadOnlySpan<byte> more)
        {
            bytes.AddRange(more);
            return null;
        }

        public StorageFault? Sync() => null;

        public void Close()
        {
            // memory stays
        }
    }
}
