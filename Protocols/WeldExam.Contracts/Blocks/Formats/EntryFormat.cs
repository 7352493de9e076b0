using WeldExam.Contracts.Cbor;
using WeldExam.Exam.Journal;

namespace WeldExam.Contracts.Blocks.Formats;

/// <summary>How one kind of entry is spelled. Fields 0 (kind) and 1 (time against the block's base) belong to every entry; its own begin at 2.</summary>
internal abstract class EntryFormat(int kind, Type type)
{
    public int Kind { get; } = kind;

    public Type Type { get; } = type;

    public abstract void Write(FieldWriter fields, Entry entry, long baseTick);

    public abstract Entry Read(FieldReader fields, long baseTick);
}

internal sealed class EntryFormat<T>(int kind, Action<FieldWriter, T, long> write, Func<FieldReader, long, T> read) : EntryFormat(kind, typeof(T))
    where T : Entry
{
    public EntryFormat(int kind, Action<FieldWriter, T> write, Func<FieldReader, T> read)
        : this(kind, (fields, entry, _) => write(fields, entry), (fields, _) => read(fields))
    {
    }

    public override void Write(FieldWriter fields, Entry entry, long baseTick) => write(fields, (T)entry, baseTick);

    public override Entry Read(FieldReader fields, long baseTick) => read(fields, baseTick);
}
