namespace WeldExam.Station.Storage;

/// <summary>The folder in which a box keeps its journals. The result of every flush is checked: an answer without a fault means the bytes are on disk.</summary>
public interface IJournalDisk
{
    /// <summary>Names of all files.</summary>
    IReadOnlyList<string> List();

    /// <summary>Creates an empty file that must not exist yet; its name is on disk when this returns without a fault.</summary>
    StorageFault? Create(string name, out IJournalFile? file);

    /// <summary>Opens a file for appending.</summary>
    StorageFault? Open(string name, out IJournalFile? file);

    /// <summary>Reads at most <paramref name="length"/> bytes from <paramref name="offset"/> on; fewer only at the end of the file.</summary>
    StorageFault? Read(string name, long offset, int length, out byte[] content);

    /// <summary>Length of a file in bytes; 0 when there is none.</summary>
    long LengthOf(string name);

    /// <summary>Puts <paramref name="content"/> in the place of the file, wholly or not at all, on disk when this returns without a fault.</summary>
    StorageFault? Replace(string name, ReadOnlySpan<byte> content);

    /// <summary>Bytes that can still be written.</summary>
    long FreeBytes();
}

/// <summary>A file that only grows.</summary>
public interface IJournalFile
{
    /// <summary>Writes at the end; not on disk before <see cref="Sync"/>.</summary>
    StorageFault? Append(ReadOnlySpan<byte> bytes);

    /// <summary>Puts everything appended on disk. After a fault the file must not be used again: the kernel may have dropped the pages.</summary>
    StorageFault? Sync();

    /// <summary>Ends the use of the file.</summary>
    void Close();
}
