using WeldExam.Station.Storage;

namespace WeldExam.TestKit.Disks;

/// <summary>A disk in the hands of one life of a machine. What a dead program still has in its queues reaches nothing.</summary>
internal sealed class MountedDisk(SimulatedDisk disk, Func<int> life) : IJournalDisk
{
    private readonly int _life = life();

    public IReadOnlyList<string> List() => Alive().List();

    public StorageFault? Create(string name, out IJournalFile? file) => Alive().Create(name, out file);

    public StorageFault? Open(string name, out IJournalFile? file) => Alive().Open(name, out file);

    public StorageFault? Read(string name, long offset, int length, out byte[] content) => Alive().Read(name, offset, length, out content);

    public long LengthOf(string name) => Alive().LengthOf(name);

    public StorageFault? Replace(string name, ReadOnlySpan<byte> content) => Alive().Replace(name, content);

    public long FreeBytes() => Alive().FreeBytes();

    private SimulatedDisk Alive() => life() == _life ? disk : throw new PowerCutException();
}
