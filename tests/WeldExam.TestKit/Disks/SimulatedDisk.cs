using WeldExam.Station.Storage;

namespace WeldExam.TestKit.Disks;

/// <summary>A disk that keeps what was flushed apart from what was only written, and fails when told to. The same seed and the same
/// operations give the same bytes after a crash.</summary>
public sealed class SimulatedDisk(int seed) : IJournalDisk
{
    public const int NoEntry = 2;
    public const int InputOutput = 5;
    public const int Exists = 17;
    public const int NoSpace = 28;
    public const int ReadOnlyFileSystem = 30;

    private readonly Random _random = new(seed);
    private readonly List<string> _misuses = [];
    private readonly List<(DiskOperation Operation, int After, int Errno, int Times)> _faults = [];
    private SortedDictionary<string, SimulatedInode> _names = new(StringComparer.Ordinal);
    private SortedDictionary<string, SimulatedInode> _platterNames = new(StringComparer.Ordinal);
    private int _life;
    private long? _cutAt;

    /// <summary>Operations so far.</summary>
    public long Operations { get; private set; }

    /// <summary>The power is gone: every operation throws until <see cref="Crash"/> or <see cref="Kill"/>.</summary>
    public bool IsDown { get; private set; }

    public bool IsReadOnly { get; set; }

    /// <summary>Bytes that the disk holds at most.</summary>
    public long Capacity { get; set; } = long.MaxValue;

    /// <summary>Uses of a file after its flush had failed, which nobody may make.</summary>
    public IReadOnlyList<string> Misuses => _misuses;

    /// <summary>Names that programs see; looking at them is no operation.</summary>
    public IReadOnlyCollection<string> Names => _names.Keys;

    /// <summary>Lets operations of one kind fail: the <paramref name="nth"/> from now, and <paramref name="times"/> in a row.</summary>
    public void Fail(DiskOperation operation, int nth = 1, int errno = InputOutput, int times = 1) => _faults.Add((operation, nth - 1, errno, times));

    /// <summary>Ends every order given by <see cref="Fail"/>.</summary>
    public void Heal() => _faults.Clear();

    /// <summary>Stops the machine in the <paramref name="nth"/> operation from now, before or after its effect.</summary>
    public void CutPowerAt(int nth) => _cutAt = Operations + nth;

    /// <summary>The power goes: what was not flushed is dropped, reordered by pages or torn; names that no flush of the folder covered may vanish.</summary>
    public void Crash()
    {
        Revive();
        var left = new SortedDictionary<string, SimulatedInode>(StringComparer.Ordinal);
        foreach (var name in _names.Keys.Union(_platterNames.Keys).Order(StringComparer.Ordinal))
        {
            var isWritten = _names.GetValueOrDefault(name) is { } seen && (_platterNames.GetValueOrDefault(name) == seen || _random.Next(2) == 0);
            var inode = isWritten ? _names[name] : _platterNames.GetValueOrDefault(name);
            if (inode is not null)
                left[name] = inode;
        }

        foreach (var inode in left.Values.Distinct().ToArray())
            inode.Crash(_random);
        _names = left;
        _platterNames = new(left, StringComparer.Ordinal);
    }

    /// <summary>Only the program ends: what was written stays visible, flushed or not.</summary>
    public void Kill() => Revive();

    /// <summary>The disk as one life of a machine sees it: after the crash or kill that ends this life, every operation throws.</summary>
    public IJournalDisk Mount() => new MountedDisk(this, () => _life);

    /// <summary>What the platter holds of a file now; null when it holds no such name.</summary>
    public byte[]? Platter(string name) => _platterNames.GetValueOrDefault(name)?.Platter;

    /// <summary>What programs see of a file.</summary>
    public byte[] Content(string name) => [.. _names[name].Cache];

    /// <summary>Puts a whole file there, flushed.</summary>
    public void Put(string name, ReadOnlySpan<byte> content)
    {
        var inode = new SimulatedInode();
        inode.Restore(content.ToArray());
        (_names[name], _platterNames[name]) = (inode, inode);
    }

    public IReadOnlyList<string> List() => Do(() => (IReadOnlyList<string>)[.. _names.Keys]);

    public long LengthOf(string name) => Do(() => _names.GetValueOrDefault(name)?.Cache.Count ?? 0);

    public long FreeBytes() => Capacity - _names.Values.Sum(inode => (long)inode.Cache.Count);

    public StorageFault? Create(string name, out IJournalFile? file)
    {
        IJournalFile? created = null;
        var fault = Do(() =>
        {
            if (_names.ContainsKey(name))
                return Fault("create", name, Exists);
            if (IsReadOnly)
                return Fault("create", name, ReadOnlyFileSystem);
            var failing = Failing(DiskOperation.Create);
            var inode = new SimulatedInode();
            if (failing is { } errno)
            {
                if (_random.Next(2) == 0)
                    _names[name] = inode; // the name is there, its flush failed
                return Fault("create", name, errno);
            }

            (_names[name], _platterNames[name]) = (inode, inode);
            created = new OpenFile(this, name, inode, _life);
            return null;
        });
        file = created;
        return fault;
    }

    public StorageFault? Open(string name, out IJournalFile? file)
    {
        IJournalFile? opened = null;
        var fault = Do(() =>
        {
            if (Failing(DiskOperation.Open) is { } errno)
                return Fault("open", name, errno);
            if (IsReadOnly)
                return Fault("open", name, ReadOnlyFileSystem);
            if (!_names.TryGetValue(name, out var inode))
                return Fault("open", name, NoEntry);
            opened = new OpenFile(this, name, inode, _life);
            return null;
        });
        file = opened;
        return fault;
    }

    public StorageFault? Read(string name, long offset, int length, out byte[] content)
    {
        byte[] read = [];
        var fault = Do(() =>
        {
            if (Failing(DiskOperation.Read) is { } errno)
                return Fault("read", name, errno);
            if (!_names.TryGetValue(name, out var inode))
                return Fault("read", name, NoEntry);
            var start = (int)Math.Min(offset, inode.Cache.Count);
            read = [.. inode.Cache.GetRange(start, Math.Min(length, inode.Cache.Count - start))];
            return null;
        });
        content = read;
        return fault;
    }

    public StorageFault? Replace(string name, ReadOnlySpan<byte> content)
    {
        var bytes = content.ToArray();
        return Do(() =>
        {
            if (IsReadOnly)
                return Fault("replace", name, ReadOnlyFileSystem);
            if (bytes.Length > FreeBytes())
                return Fault("replace", name, NoSpace);
            var failing = Failing(DiskOperation.Replace);
            var inode = new SimulatedInode();
            inode.Restore(bytes);
            if (failing is { } errno)
            {
                if (_random.Next(2) == 0)
                    _names[name] = inode; // renamed, but the folder's flush failed
                return Fault("replace", name, errno);
            }

            (_names[name], _platterNames[name]) = (inode, inode);
            return null;
        });
    }

    private static StorageFault Fault(string operation, string name, int errno) => new(operation, name, errno, errno switch
    {
        NoEntry => "No such file or directory",
        Exists => "File exists",
        NoSpace => "No space left on device",
        ReadOnlyFileSystem => "Read-only file system",
        _ => "Input/output error",
    });

    private void Revive()
    {
        IsDown = false;
        _cutAt = null;
        _life++;
    }

    private int? Failing(DiskOperation operation)
    {
        int? errno = null;
        for (var i = _faults.Count - 1; i >= 0; i--)
        {
            var (kind, after, code, times) = _faults[i];
            if (kind != operation)
                continue;
            if (after > 0)
            {
                _faults[i] = (kind, after - 1, code, times);
                continue;
            }

            errno = code;
            if (times > 1)
                _faults[i] = (kind, 0, code, times - 1);
            else
                _faults.RemoveAt(i);
        }

        return errno;
    }

    private T Do<T>(Func<T> operation)
    {
        if (IsDown)
            throw new PowerCutException();
        if (++Operations != _cutAt)
            return operation();
        if (_random.Next(2) == 0)
            _ = operation();
        IsDown = true;
        throw new PowerCutException();
    }

    private sealed class OpenFile(SimulatedDisk disk, string name, SimulatedInode inode, int life) : IJournalFile
    {
        private bool _isSpent;

        public StorageFault? Append(ReadOnlySpan<byte> bytes)
        {
            var copy = bytes.ToArray();
            return Use(() =>
            {
                if (disk.IsReadOnly)
                    return Fault("append", name, ReadOnlyFileSystem);
                if (disk.Failing(DiskOperation.Append) is { } errno)
                {
                    inode.Cache.AddRange(copy[..disk._random.Next(copy.Length)]);
                    return Fault("append", name, errno);
                }

                var fits = (int)Math.Clamp(disk.FreeBytes(), 0, copy.Length);
                inode.Cache.AddRange(copy[..fits]);
                return fits < copy.Length ? Fault("append", name, NoSpace) : null;
            });
        }

        public StorageFault? Sync() => Use(() =>
        {
            if (disk.Failing(DiskOperation.Sync) is not { } errno)
            {
                inode.Sync();
                return null;
            }

            inode.FailSync();
            _isSpent = true;
            return Fault("sync", name, errno);
        });

        public void Close()
        {
        }

        private StorageFault? Use(Func<StorageFault?> operation)
        {
            if (life != disk._life)
                throw new PowerCutException();
            if (_isSpent)
                disk._misuses.Add(name);
            return disk.Do(operation);
        }
    }
}
