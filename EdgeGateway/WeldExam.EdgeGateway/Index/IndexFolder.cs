using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Microsoft.Win32.SafeHandles;
using WeldExam.EdgeGateway.Storage;

namespace WeldExam.EdgeGateway.Index;

/// <summary>The index's folder: the database, and a seal with the digest of its file. Whoever holds the lock owns both.</summary>
/// <remarks>LiteDB follows whatever pointers a damaged page holds, for ever where they form a ring. So it is given a file only if that
/// is byte for byte the one that was saved.</remarks>
internal sealed class IndexFolder : IDisposable
{
    /// <summary>Raised whenever an entry's form or meaning changes.</summary>
    public const int Schema = 1;

    private const int OwnerOnly = 0b110_000_000;
    private const int LockExclusiveNow = 2 | 4;

    private readonly SafeFileHandle _lock;
    private readonly string _box;

    private IndexFolder(string path, string box, SafeFileHandle @lock) => (Path, _box, _lock) = (path, box, @lock);

    public string Path { get; }

    public string Database => System.IO.Path.Combine(Path, "parts.db");

    private string SealFile => System.IO.Path.Combine(Path, "parts.seal");

    /// <summary>Takes the folder, making it when it is not there.</summary>
    /// <exception cref="IOException">It cannot be written, or another owner has it.</exception>
    public static IndexFolder Take(string path, string box)
    {
        Directory.CreateDirectory(path);
        var handle = Libc.Open(System.IO.Path.Combine(path, ".lock"), Libc.WriteOnly | Libc.Create | Libc.CloseOnExec, OwnerOnly);
        if (handle.IsInvalid)
            throw new IOException($"{path}: {Marshal.GetPInvokeErrorMessage(Marshal.GetLastPInvokeError())}");
        if (Libc.Flock(handle, LockExclusiveNow) == 0)
            return new(path, box, handle);
        handle.Dispose();
        throw new IOException($"{path}: another owner has this index open");
    }

    /// <summary>Reads the database if it is the one that was sealed.</summary>
    /// <param name="content">Its bytes.</param>
    /// <returns>Why it may not be used; null when it may.</returns>
    public string? Read(out byte[] content)
    {
        content = [];
        if (!File.Exists(Database))
            return "there is none";
        if (!File.Exists(SealFile))
            return "it has no seal";
        var words = File.ReadAllText(SealFile).Split('\n');
        if (words[0] != SchemaLine)
            return $"its seal says '{Shown(words[0])}', this program writes '{SchemaLine}'";
        if (words.Length != 4 || words[1] != _box)
            return $"it is of box '{Shown(words.ElementAtOrDefault(1) ?? "")}'";
        content = File.ReadAllBytes(Database);
        return words[2] == DigestOf(content) ? null : "its bytes are not those that were sealed";
    }

    /// <summary>Puts the database there and vouches for it. Not flushed: what a power cut leaves either has the digest or is built anew.</summary>
    public void Save(ReadOnlySpan<byte> content)
    {
        var (database, seal) = (Database + ".new", SealFile + ".new");
        try
        {
            File.WriteAllBytes(database, content);
            File.WriteAllText(seal, $"{SchemaLine}\n{_box}\n{DigestOf(content)}\n");
            File.Move(database, Database, overwrite: true);
            File.Move(seal, SealFile, overwrite: true);
        }
        finally
        {
            File.Delete(database); // on a full disk a journal needs the room
        }
    }

    /// <summary>Deletes the index.</summary>
    public void Clear()
    {
        File.Delete(SealFile);
        File.Delete(Database);
    }

    public void Dispose()
    {
        if (!_lock.IsClosed)
            _ = Libc.Flock(_lock, Libc.Unlock);
        _lock.Dispose();
    }

    private static string SchemaLine => $"weldexam index {Schema}";

    private static string Shown(string text) => new([.. text.Take(40).Select(letter => char.IsControl(letter) ? '?' : letter)]);

    private static string DigestOf(ReadOnlySpan<byte> content) => Convert.ToHexStringLower(SHA256.HashData(content));
}
