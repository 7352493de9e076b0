using System.Collections.Immutable;
using WeldExam.Drivers.Modbus;
using WeldExam.Drivers.Profiles;

namespace WeldExam.Drivers.Polling;

/// <summary>A device on a bus and what to read from it.</summary>
public sealed record PolledDevice(ModbusDevice Device, DeviceProfile Profile)
{
    /// <summary>How often channels are read that have no period of their own; the profile's period unless the station wants another.</summary>
    public TimeSpan Period { get; init; } = Profile.Poll.Period;

    /// <summary>What is wanted of it: all its channels unless the station uses but some.</summary>
    public ImmutableArray<ChannelProfile> Channels { get; init; } = Profile.Channels;

    /// <summary>Which of them are safety inputs by the station's wiring (emergency stop, door, residual current): the reads that bring them go
    /// before all others of the bus.</summary>
    public ImmutableHashSet<ChannelName> SafetyInputs { get; init; } = [];

    public DeviceName Name => Device.Peer.Device;

    /// <summary>The reads that bring <see cref="Channels"/>, for the bus's reckoning and for its poller.</summary>
    public PlannedDevice Plan() => new(Name, Profile.Poll, Profile.Limits, ReadPlanner.Plan(Profile, Channels, Period));

    /// <summary>Whether a read brings a safety input.</summary>
    public bool IsSafetyRead(PlannedRead read) => !SafetyInputs.IsEmpty && read.Channels.Any(channel => SafetyInputs.Contains(channel.Name));

    /// <summary>A device with its profile's own times and, behind TCP, as many requests at once as the profile allows.</summary>
    /// <param name="name">The station's name for it.</param>
    /// <param name="unit">Its address, which the station's wiring decides.</param>
    /// <param name="link">The bus it hangs on.</param>
    /// <param name="profile">What model it is.</param>
    /// <param name="clock">The box's clock.</param>
    public static PolledDevice On(IModbusLink link, DeviceName name, byte unit, DeviceProfile profile, TimeProvider clock) =>
        new(
            new ModbusDevice(
                link,
                new ModbusPeer(name, unit)
                {
                    ResponseTimeout = profile.Poll.ResponseTimeout,
                    LongestAnswer = profile.Poll.LongestAnswer,
                    Gap = profile.Poll.Gap,
                    Pipelining = profile.Limits.Pipelining,
                },
                clock),
            profile);
}
