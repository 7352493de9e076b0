using WeldExam.Drivers.Profiles;
using WeldExam.Protocols.Modbus;

namespace WeldExam.Drivers.Scanning;

/// <summary>What a scan may ask of a device that nobody knows yet.</summary>
public static class ScanQuestions
{
    /// <summary>Functions 1–4 and 43/14: what asks and changes nothing. All else is never sent by a scan.</summary>
    public static bool IsHarmless(in ModbusRequest request) => request.IsRead;

    /// <summary>One register of a table, the first that no profile forbids to ask for: it may clear on reading, and the device may be that model.</summary>
    /// <param name="from"><see cref="RegisterKind.Holding"/> or <see cref="RegisterKind.Input"/>.</param>
    /// <param name="profiles">The models that may be on the line.</param>
    /// <returns>Null where all of the table is forbidden.</returns>
    public static ModbusRequest? One(RegisterKind from, IEnumerable<DeviceProfile> profiles)
    {
        var forbidden = profiles.SelectMany(profile => profile.Limits.Forbidden).ToList();
        var address = 0;
        while (forbidden.Find(area => area.Touches(new(from, address, 1))) is { Count: > 0 } area)
            address = area.End;
        return address <= ushort.MaxValue ? new ReadBlock(from, (ushort)address, 1).Request : null;
    }

    /// <summary>By what a model is best asked whether it is there: its fingerprint, or else its first channel; null where another model forbids it.</summary>
    public static ModbusRequest? Of(DeviceProfile profile, IEnumerable<DeviceProfile> profiles)
    {
        var block = profile.Fingerprints.Select(mark => mark.Block)
            .Concat(profile.Reads)
            .Concat(profile.Channels.Select(channel => new ReadBlock(channel.From, channel.Address, (ushort)channel.Width)))
            .FirstOrDefault();
        return block is null || IsForbidden(block, profiles) ? null : block.Request;
    }

    internal static bool IsForbidden(ReadBlock block, IEnumerable<DeviceProfile> profiles)
    {
        var area = new RegisterArea(block.From, block.Address, block.Count);
        return profiles.Any(profile => profile.Limits.Forbidden.Any(forbidden => forbidden.Touches(area)));
    }
}
