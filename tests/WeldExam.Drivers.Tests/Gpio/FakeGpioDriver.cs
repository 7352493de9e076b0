using System.Device.Gpio;

namespace WeldExam.Drivers.Tests.Gpio;

/// <summary>A chip whose levels the test sets. It tells edges as the driver's threads do, unless it is told to lose them.</summary>
internal sealed class FakeGpioDriver : GpioDriver
{
    private readonly Dictionary<int, PinMode> _modes = [];
    private readonly Dictionary<int, bool> _levels = [];
    private readonly Dictionary<int, PinChangeEventHandler> _handlers = [];

    public bool LosesEdges { get; set; }

    public bool IsBroken { get; set; }

    public bool IsDisposed { get; private set; }

    public List<(int Line, bool Level)> Written { get; } = [];

    /// <summary>A line that stays as it is whatever is written to it.</summary>
    public HashSet<int> Stuck { get; } = [];

    protected override int PinCount => 32;

    public PinMode ModeOf(int line) => _modes[line];

    public void Set(int line, bool level)
    {
        if (_levels.GetValueOrDefault(line) == level)
            return;
        _levels[line] = level;
        if (!LosesEdges && _handlers.TryGetValue(line, out var handler))
            handler(this, new(level ? PinEventTypes.Rising : PinEventTypes.Falling, line));
    }

    protected override void OpenPin(int pinNumber) => _modes[pinNumber] = PinMode.Input;

    protected override void ClosePin(int pinNumber)
    {
        // The kernel gives the line back; what it was is kept for the test to see.
    }

    protected override void SetPinMode(int pinNumber, PinMode mode) => _modes[pinNumber] = mode;

    protected override PinMode GetPinMode(int pinNumber) => _modes[pinNumber];

    protected override bool IsPinModeSupported(int pinNumber, PinMode mode) => true;

    protected override PinValue Read(int pinNumber) => IsBroken ? throw new IOException("line gone") : _levels.GetValueOrDefault(pinNumber);

    protected override void Write(int pinNumber, PinValue value)
    {
        if (IsBroken)
            throw new IOException("line gone");
        Written.Add((pinNumber, value == PinValue.High));
        if (!Stuck.Contains(pinNumber))
            _levels[pinNumber] = value == PinValue.High;
    }

    protected override WaitForEventResult WaitForEvent(int pinNumber, PinEventTypes eventTypes, CancellationToken cancellationToken) => throw new NotSupportedException();

    protected override void AddCallbackForPinValueChangedEvent(int pinNumber, PinEventTypes eventTypes, PinChangeEventHandler callback) => _handlers[pinNumber] = callback;

    protected override void RemoveCallbackForPinValueChangedEvent(int pinNumber, PinChangeEventHandler callback) => _handlers.Remove(pinNumber);

    protected override void Dispose(bool disposing)
    {
        IsDisposed = true;
        base.Dispose(disposing);
    }
}
