using System.Runtime.InteropServices;
using WeldExam.EdgeGateway.Configuration;
using WeldExam.Exam.Journal;
using WeldExam.Station.Flow;

namespace WeldExam.EdgeGateway.Running;

/// <summary>The system's wall clock, and what the kernel says of its synchronisation (adjtimex(2)).</summary>
public sealed partial class SystemWallClock(TimeProvider clock, ClockTrust trust) : IWallClock
{
    private const int StatusOffset = 40;
    private const int MaxErrorOffset = 24;
    private const int TimexLength = 208;
    private const int Unsynchronised = 0x40;

    /// <summary>A battery clock drifts 20 ppm; set once a week it stays within this.</summary>
    private static readonly TimeSpan Holdover = TimeSpan.FromSeconds(30);

    public ClockAnchor Read()
    {
        var utc = new DateTimeOffset(clock.GetUtcNow().UtcTicks / TimeSpan.TicksPerMicrosecond * TimeSpan.TicksPerMicrosecond, TimeSpan.Zero);
        Span<byte> timex = stackalloc byte[TimexLength];
        timex.Clear();
        var known = Adjtimex(timex) >= 0;
        var synchronised = known && (MemoryMarshal.Read<int>(timex[StatusOffset..]) & Unsynchronised) == 0;
        if (synchronised)
            return new(utc, ClockSource.Ntp, TimeSpan.FromMicroseconds(MemoryMarshal.Read<long>(timex[MaxErrorOffset..])));
        return trust == ClockTrust.Holdover
            ? new(utc, ClockSource.Rtc, Holdover)
            : new(utc, ClockSource.Unsynchronised, TimeSpan.FromDays(1));
    }

    [LibraryImport("libc", EntryPoint = "adjtimex", SetLastError = true)]
    private static partial int Adjtimex(Span<byte> timex);
}
