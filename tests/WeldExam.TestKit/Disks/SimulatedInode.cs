namespace WeldExam.TestKit.Disks;

/// <summary>One file: what programs see of it (the page cache) and what the platter holds.</summary>
internal sealed class SimulatedInode
{
    private const int Page = 4096;

    /// <summary>Written back by nobody and marked clean by a failed flush: a later flush says "well" and writes nothing of it.</summary>
    private readonly List<(int From, int To)> _abandoned = [];
    private byte[] _platter = [];

    public List<byte> Cache { get; private set; } = [];

    public int SyncedLength => _platter.Length;

    public void Sync()
    {
        _platter = [.. Cache];
        foreach (var (from, to) in _abandoned)
            _platter.AsSpan(from, to - from).Clear();
    }

    public void FailSync() => _abandoned.Add((_platter.Length, Cache.Count));

    /// <summary>What a power cut leaves: the flushed bytes, and of the rest whatever pages happened to be written.</summary>
    public void Crash(Random random)
    {
        var length = random.Next(3) switch
        {
            0 => _platter.Length,
            1 => Cache.Count,
            _ => random.Next(_platter.Length, Cache.Count + 1),
        };
        var left = new byte[Math.Max(length, _platter.Length)];
        _platter.CopyTo(left, 0);
        for (var from = _platter.Length; from < length; from = Math.Min(length, (from / Page * Page) + Page))
        {
            var to = Math.Min(length, (from / Page * Page) + Page);
            var written = random.Next(4) switch
            {
                0 => 0,
                1 => random.Next(to - from + 1),
                _ => to - from,
            };
            for (var i = from; i < from + written; i++)
                left[i] = Cache[i];
        }

        Restore(left);
    }

    public void Restore(byte[] content)
    {
        _platter = content;
        Cache = [.. content];
        _abandoned.Clear();
    }

    public byte[] Platter => _platter;
}
