using System.Collections.Immutable;
using WeldExam.Drivers.Lines;
using WeldExam.Drivers.Modbus;
using WeldExam.Drivers.Polling;
using WeldExam.Drivers.Profiles;
using WeldExam.Exam.Signals;

namespace WeldExam.Drivers.Scanning;

/// <summary>Guesses which model a found unit is, by reading what each profile would read. A guess is proposed to a person and never taken for granted.</summary>
/// <param name="links">See <see cref="ScanLinks"/>.</param>
/// <param name="clock">The box's clock.</param>
public sealed class ProfileGuesser(Func<SerialSettings?, IModbusLink> links, TimeProvider clock)
{
    // A device that nobody knows yet is asked for few registers at once.
    private const int MostRegisters = 16;
    private const int MostTurns = 2;

    /// <summary>Reads and ranks. What one profile forbids is asked for by none: the device may be that model.</summary>
    public async Task<ProfileGuess> GuessAsync(UnitFound unit, ImmutableArray<DeviceProfile> profiles, CancellationToken cancel)
    {
        using var asker = new ScanAsker(links, clock);
        var replies = new Dictionary<ReadBlock, ModbusReply?>();
        var matches = new List<ProfileMatch>();
        foreach (var profile in profiles)
        {
            var reads = PlanOf(profile);
            foreach (var block in profile.Fingerprints.Select(mark => mark.Block).Concat(reads.Select(read => read.Block)))
            {
                if (!replies.ContainsKey(block))
                    replies[block] = ScanQuestions.IsForbidden(block, profiles) ? null : await ReadAsync(asker, unit, block, profile, cancel);
            }

            matches.Add(Judge(profile, reads, replies));
        }

        return new([.. matches.OrderByDescending(match => match.Rank)]);
    }

    private static ImmutableArray<PlannedRead> PlanOf(DeviceProfile profile)
    {
        var limits = profile.Limits with { Registers = Math.Min(profile.Limits.Registers, MostRegisters) };
        return ReadPlanner.Plan(profile with { Limits = limits }, profile.Channels, profile.Poll.Period);
    }

    private static async ValueTask<ModbusReply> ReadAsync(
        ScanAsker asker, UnitFound unit, ReadBlock block, DeviceProfile profile, CancellationToken cancel)
    {
        var step = new ScanStep(unit.Settings, unit.Unit, block.Request, unit.Patience.Or(ScanPatience.Of(profile)));
        var reply = await asker.AskAsync(step, cancel);
        for (var turn = 1; turn < MostTurns && reply is ModbusFailure { Kind: not ModbusFailureKind.Exception }; turn++)
            reply = await asker.AskAsync(step, cancel);
        return reply;
    }

    private static ProfileMatch Judge(DeviceProfile profile, ImmutableArray<PlannedRead> reads, Dictionary<ReadBlock, ModbusReply?> replies)
    {
        var asked = profile.Fingerprints.Select(mark => mark.Block).Concat(reads.Select(read => read.Block)).Distinct().Select(block => replies[block]).ToList();
        var refused = asked.Count(reply => reply is ModbusFailure { Kind: ModbusFailureKind.Exception });
        var (plausible, values) = (0, 0);
        foreach (var read in reads)
        {
            if (replies[read.Block] is not ModbusAnswer answer)
                continue;
            var ranged = read.Channels.Where(channel => channel is { Kind: Profiles.ChannelKind.Analog, Valid: not null }).ToList();
            values += ranged.Count;
            plausible += ranged.Count(channel => ChannelDecoder.Decode(channel, read.Block, answer.Content.Span).Quality == Quality.Good);
        }

        return new(profile, Identify(profile, replies), plausible, values, refused, asked.Count(reply => reply is not ModbusAnswer) - refused);
    }

    private static IdentityMatch Identify(DeviceProfile profile, Dictionary<ReadBlock, ModbusReply?> replies)
    {
        var marks = profile.Fingerprints.Select(mark => (Mark: mark, Reply: replies[mark.Block])).ToList();
        if (marks.Exists(pair => pair.Reply is ModbusFailure { Kind: ModbusFailureKind.Exception }
            || (pair.Reply is ModbusAnswer answer && !pair.Mark.Fits(answer.Content.Span))))
            return IdentityMatch.Other;
        return marks.Count > 0 && marks.TrueForAll(pair => pair.Reply is ModbusAnswer) ? IdentityMatch.Matched : IdentityMatch.Unknown;
    }
}
