using System.Collections.Immutable;

namespace WeldExam.Simulators.Faults;

/// <summary>The faults one request meets, and the request's number since the device started.</summary>
internal readonly record struct FaultsOfRequest(ImmutableArray<Fault> Faults, int Number)
{
    public bool LeavesUnanswered
        => Find<Fault.Silent>() is not null
            || (Find<Fault.DropEvery>() is { } drop && Number % drop.Count == 0);

    public T? Find<T>()
        where T : Fault
        => Faults.OfType<T>().FirstOrDefault();

    /// <summary>Wraps a finished frame in delay, junk and noise.</summary>
    /// <param name="frame">The correct answer.</param>
    /// <param name="hit">Which byte noise strikes.</param>
    /// <param name="junk">What stands before the answer when there is junk.</param>
    /// <param name="pace">What the wire itself takes.</param>
    public Wire.Outgoing Shape(byte[] frame, int hit, Func<byte[]> junk, TimeSpan pace)
    {
        if (Find<Fault.Noise>() is not null)
            frame[hit] ^= 0x5A;
        if (Find<Fault.Junk>() is not null)
            frame = [.. junk(), .. frame];
        if (Find<Fault.Late>() is { } late)
            return new Wire.Outgoing(frame, late.By + pace, IsLate: true);
        return new Wire.Outgoing(frame, (Find<Fault.Delayed>()?.By ?? TimeSpan.Zero) + pace, IsLate: false);
    }
}
