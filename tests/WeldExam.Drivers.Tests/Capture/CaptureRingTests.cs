using CsCheck;
using WeldExam.Drivers.Capture;
using WeldExam.Exam.Time;
using Xunit;

namespace WeldExam.Drivers.Tests.Capture;

public sealed class CaptureRingTests
{
    [Fact]
    public void The_newest_events_are_kept_whole_and_in_order() =>
        Gen.Select(Gen.Int[0, 3], Gen.Byte.Array[0, 300]).Array[0, 200].Sample(
            events =>
            {
                var ring = new CaptureRing(4096);
                for (var i = 0; i < events.Length; i++)
                    ring.Add(new MonotonicTick(i), (CaptureKind)events[i].Item1, events[i].Item2);
                var kept = ring.Snapshot();
                Assert.Equal(events.Length, kept.Length + ring.Dropped);
                foreach (var record in kept)
                {
                    var (kind, bytes) = events[(int)record.At.Microseconds];
                    Assert.Equal((CaptureKind)kind, record.Kind);
                    Assert.Equal(bytes[..Math.Min(bytes.Length, 256)], record.Bytes.ToArray());
                }

                Assert.Equal(Enumerable.Range(events.Length - kept.Length, kept.Length).Select(i => (long)i), kept.Select(record => record.At.Microseconds));
                if (ring.Dropped > 0)
                    Assert.True(kept.Sum(record => 11 + record.Bytes.Length) > 4096 - 2 * 311, "dropped more than it had to");
            },
            iter: 300);

    [Fact]
    public void Adding_allocates_nothing()
    {
        var ring = new CaptureRing(4096);
        var bytes = new byte[21];
        ring.Add(default, CaptureKind.Sent, bytes);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 1000; i++)
            ring.Add(new MonotonicTick(i), CaptureKind.Received, bytes);
        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }
}
