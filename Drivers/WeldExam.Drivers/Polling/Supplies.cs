using WeldExam.Drivers.Profiles;
using WeldExam.Exam.Signals;
using WeldExam.Exam.Time;

namespace WeldExam.Drivers.Polling;

/// <summary>Which contact of a station tells that a supply is on.</summary>
/// <param name="Supply">Main, RCD or machine.</param>
/// <param name="Inverted">The contact reads the opposite.</param>
/// <param name="Period">How often it is read; what it said holds for 2.5 of them.</param>
public sealed record SupplyContact(PoweredBy Supply, bool Inverted, TimeSpan Period)
{
    /// <summary>The rig whose supply it is; null for the whole station's.</summary>
    public string? Rig { get; init; }
}

/// <summary>What the station's contacts say of the supplies that the exam itself switches: whether a device that is fed by one of them may be
/// silent. All that reads a station's contacts shares one, on one thread.</summary>
/// <param name="contacts">Which contact tells of which supply.</param>
/// <param name="rigs">The rig that a device belongs to, for a station with several; what is not in it belongs to the whole station.</param>
public sealed class Supplies(
    IReadOnlyDictionary<(DeviceName Device, ChannelName Channel), SupplyContact> contacts, IReadOnlyDictionary<DeviceName, string>? rigs = null)
{
    private const double HoldPeriods = 2.5;

    private readonly Dictionary<(PoweredBy Supply, string? Rig), (bool IsOn, MonotonicTick At, MonotonicTick? OnSince)> _states = [];

    /// <summary>A station whose contacts say nothing of supplies: every silence is a fault.</summary>
    public static Supplies Unknown => new(new Dictionary<(DeviceName, ChannelName), SupplyContact>());

    /// <summary>Takes what the contacts among <paramref name="poll"/>'s readings say.</summary>
    public void Take(DevicePoll poll)
    {
        foreach (var reading in poll.Readings)
        {
            if (reading.Quality == Quality.Good && contacts.TryGetValue((poll.Device, reading.Channel), out var contact))
                Take(contact, (reading.Value != 0) != contact.Inverted, poll.At);
        }
    }

    /// <summary>Whether <paramref name="device"/>, fed by <paramref name="supply"/>, may be silent at <paramref name="now"/>: its supply, or one that feeds it,
    /// reads off, or came on less than <paramref name="startUp"/> ago. A contact that was not read lately says nothing.</summary>
    public bool ExpectAbsence(DeviceName device, PoweredBy supply, TimeSpan startUp, MonotonicTick now)
    {
        var rig = rigs?.GetValueOrDefault(device);

        // Main feeds the RCD, the RCD feeds the machine.
        for (var feeding = supply; feeding > PoweredBy.Station; feeding--)
        {
            if (IsOff((feeding, null), startUp, now) || (rig is not null && IsOff((feeding, rig), startUp, now)))
                return true;
        }

        return false;
    }

    private bool IsOff((PoweredBy Supply, string? Rig) supply, TimeSpan startUp, MonotonicTick now) =>
        _states.TryGetValue(supply, out var state) && now - state.At <= Hold(supply)
        && (!state.IsOn || (state.OnSince is { } since && now - since < startUp));

    private void Take(SupplyContact contact, bool isOn, MonotonicTick at)
    {
        var supply = (contact.Supply, contact.Rig);
        var before = _states.TryGetValue(supply, out var state) ? state : (IsOn: isOn, At: at, OnSince: null);
        _states[supply] = (isOn, at, isOn ? before.IsOn ? before.OnSince : at : null);
    }

    private TimeSpan Hold((PoweredBy Supply, string? Rig) supply) =>
        contacts.Values.Where(contact => (contact.Supply, contact.Rig) == supply).Max(contact => contact.Period) * HoldPeriods;
}
