using System.Collections.Immutable;
using Microsoft.Extensions.Logging.Abstractions;
using WeldExam.Drivers.Modbus;
using WeldExam.Drivers.Polling;
using WeldExam.Drivers.Profiles;
using WeldExam.Exam.Signals;
using WeldExam.Exam.Time;
using ChannelKind = WeldExam.Drivers.Profiles.ChannelKind;

namespace WeldExam.EdgeGateway.Commands.Devices;

/// <summary>What <c>weldexam check</c> does with a device: is it the model, does every channel read, how fast does it answer, and, when asked
/// for, how often does it renew its values.</summary>
internal sealed class DeviceCheck(DeviceAtHand at, TimeProvider clock)
{
    private const int Wrong = 1;
    private const int Unsaid = 3;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);
    private readonly Random _dither = new(1);

    public async Task<int> RunAsync(TimeSpan measure, ImmutableArray<string> channels, CancellationToken cancel)
    {
        var (link, device) = at.Connect(clock, new Random(1), NullLoggerFactory.Instance);
        using var _ = link;
        Console.WriteLine(Spoken.Line("check.device", at.Name, at.Profile.Identity.Name, device.Link, at.Unit));
        var good = await IdentifyAsync(device, cancel);
        good &= await ReadTextsAsync(device, cancel);
        foreach (var read in ReadPlanner.Plan(at.Profile, at.Profile.Channels, at.Profile.Poll.Period))
            good &= await ReadAsync(device, read, cancel);
        if (measure <= TimeSpan.Zero)
            return good ? 0 : Wrong;
        var said = await MeasureAsync(device, measure, channels, cancel);
        return !good ? Wrong : said ? 0 : Unsaid;
    }

    private async ValueTask<bool> IdentifyAsync(ModbusDevice device, CancellationToken cancel)
    {
        var good = true;
        foreach (var mark in at.Profile.Fingerprints)
        {
            var reply = await device.ReadAsync(mark.Block.Request, Deadline(), cancel);
            var fits = reply is ModbusAnswer answer && mark.Fits(answer.Content.Span);
            Console.WriteLine(reply is ModbusFailure failure
                ? "  ✗ " + Spoken.Line("check.noAnswer", mark.Block.From, mark.Block.Address, Why(failure))
                : (fits ? "  ✓ " : "  ✗ ") + Spoken.Line(fits ? "check.fits" : "check.otherModel", mark.Block.From, mark.Block.Address, Convert.ToHexString(((ModbusAnswer)reply).Content.Span)));
            good &= fits;
        }

        return good;
    }

    private async ValueTask<bool> ReadTextsAsync(ModbusDevice device, CancellationToken cancel)
    {
        var good = true;
        foreach (var channel in at.Profile.Channels.Where(channel => channel.Kind == ChannelKind.Text))
        {
            var block = new ReadBlock(channel.From, channel.Address, (ushort)channel.Width);
            var reply = await device.ReadAsync(block.Request, Deadline(), cancel);
            Console.WriteLine(reply is ModbusAnswer answer
                ? $"  {channel.Name}: {ChannelDecoder.DecodeText(channel, block, answer.Content.Span)}"
                : "  ✗ " + Spoken.Line("check.noAnswer", block.From, block.Address, Why((ModbusFailure)reply)));
            good &= reply is ModbusAnswer;
        }

        return good;
    }

    private async ValueTask<bool> ReadAsync(ModbusDevice device, PlannedRead read, CancellationToken cancel)
    {
        var reply = await device.ReadAsync(read.Block.Request, Deadline(), cancel);
        if (reply is not ModbusAnswer answer)
        {
            Console.WriteLine("  ✗ " + Spoken.Line("check.noAnswer", read.Block.From, read.Block.Address, Why((ModbusFailure)reply)));
            return false;
        }

        var good = true;
        foreach (var channel in read.Channels)
        {
            var (value, quality) = ChannelDecoder.Decode(channel, read.Block, answer.Content.Span);
            good &= quality == Quality.Good;
            Console.WriteLine($"  {(quality == Quality.Good ? '✓' : '✗')} {channel.Name,-24} {(quality == Quality.Good ? Shown(channel, value) : Spoken.Line("check.noValue", quality))}");
        }

        return good;
    }

    private async ValueTask<bool> MeasureAsync(ModbusDevice device, TimeSpan time, ImmutableArray<string> names, CancellationToken cancel)
    {
        var channels = Measured(names);
        if (channels.IsEmpty)
        {
            Console.WriteLine(Spoken.Line("check.noChannels"));
            return false;
        }

        Console.WriteLine(Spoken.Line("check.measuring", time.TotalSeconds, string.Join(", ", channels.Select(channel => channel.Name))));
        var watch = new MeterWatch(device, at.Profile, channels, at.Baud, _dither, clock);
        var finding = RefreshEstimate.Of(await watch.LookAsync(time, cancel));
        if (watch.Answers.Count > 0)
            Console.WriteLine(Spoken.Line("check.answers", watch.Answers.Count, watch.Failures, Milliseconds(watch.Answers.Min()), Milliseconds(watch.Answers.Max())));
        if (finding is not RefreshMeasured measured)
        {
            Console.WriteLine(Spoken.Line("check.tooFew", finding.Renewals, RefreshEstimate.FewestRenewals));
            return false;
        }

        var coverage = Math.Floor(measured.Coverage * 1000) / 10;
        Console.WriteLine(Spoken.Line(measured switch
        {
            { IsLimitedByPolling: true } => "check.refreshFast",
            { IsRegular: true } => "check.refreshRegular",
            _ => "check.refreshIrregular",
        }, measured.Renewals, measured.Range.Min.TotalMilliseconds, measured.Range.Max.TotalMilliseconds, coverage));
        Console.WriteLine(Spoken.Line("check.copy"));
        var range = $"{{ min: {measured.Range.Min.TotalMilliseconds:F0}, max: {measured.Range.Max.TotalMilliseconds:F0} }}";
        Console.WriteLine("instrument:");
        Console.WriteLine("  measured:");
        Console.WriteLine($"    - {{ channels: [{string.Join(", ", channels.Select(channel => channel.Name))}], refresh: {range}, date: {clock.GetLocalNow():yyyy-MM-dd}, "
            + $"evidence: \"weldexam check, {measured.Renewals} renewals in {time.TotalSeconds:F0} s, {coverage:F1} % of renewals with 95 % confidence\" }}");
        return true;
    }

    // Unless told otherwise: the currents and voltages that the first read with any of them brings.
    private ImmutableArray<ChannelProfile> Measured(ImmutableArray<string> names)
    {
        foreach (var read in ReadPlanner.Plan(at.Profile, at.Profile.Channels, at.Profile.Poll.Period))
        {
            ImmutableArray<ChannelProfile> found = [.. read.Channels.Where(channel => channel.Kind == ChannelKind.Analog
                && (names.IsEmpty ? channel.Unit is "A" or "V" : names.Contains(channel.Name.Value)))];
            if (!found.IsEmpty)
                return found;
        }

        return [];
    }

    private MonotonicTick Deadline() => MonotonicTick.Now(clock) + Patience;

    private static string Shown(ChannelProfile channel, long value)
    {
        if (channel.Kind == ChannelKind.Digital)
            return value != 0 ? "1" : "0";
        var units = (decimal)value;
        for (var exponent = channel.Scale.Exponent; exponent < 0; exponent++)
            units /= 10;
        for (var exponent = channel.Scale.Exponent; exponent > 0; exponent--)
            units *= 10;
        return $"{units.ToString($"F{Math.Max(0, -channel.Scale.Exponent)}")} {channel.Unit}";
    }

    private static string Milliseconds(TimeSpan span) => $"{span.TotalMilliseconds:F1}";

    private static string Why(ModbusFailure failure) =>
        failure.Kind == ModbusFailureKind.Exception ? $"{failure.Exception}" : failure.Cause.Length > 0 ? $"{failure.Kind}: {failure.Cause}" : $"{failure.Kind}";
}
