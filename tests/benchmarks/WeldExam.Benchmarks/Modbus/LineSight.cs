using System.Collections.Immutable;

namespace WeldExam.Benchmarks.Modbus;

/// <summary>What paced lines saw.</summary>
/// <param name="Requests">On all of them.</param>
/// <param name="ShortestGap">Microseconds between an answer's end and the next request.</param>
/// <param name="ShortGaps">How many of these were shorter than t3.5.</param>
/// <param name="Cycles">First byte of each request to unit 1: which line, and microseconds of the monotonic clock.</param>
internal sealed record LineSight(long Requests, double ShortestGap, long ShortGaps, ImmutableArray<(int Line, long At)> Cycles);
