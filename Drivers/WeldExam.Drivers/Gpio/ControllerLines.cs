using System.Device.Gpio;
using System.Threading.Channels;
using WeldExam.Drivers.Lines;

namespace WeldExam.Drivers.Gpio;

/// <summary>Input lines through System.Device.Gpio. It drops the kernel's time stamp (dotnet/iot#1660), so an edge is stamped when its handler runs.</summary>
public sealed class ControllerLines : IGpioLines
{
    /// <summary>Edges between two readings of the levels; what is lost beyond them is found by its level.</summary>
    private const int MostEdges = 1024;

    // Many writers (the driver has its own threads), one reader; full means lost, and the levels tell.
    private readonly Channel<GpioEdge> _edges = Channel.CreateBounded<GpioEdge>(MostEdges);
    private readonly GpioController _chip;
    private readonly GpioBank _bank;

    /// <param name="chip">Owned by the lines from here.</param>
    /// <param name="bank">Which lines.</param>
    /// <param name="clock">The box's clock; read from the driver's threads too.</param>
    public ControllerLines(GpioController chip, GpioBank bank, TimeProvider clock)
    {
        (_chip, _bank) = (chip, bank);
        try
        {
            foreach (var input in bank.Inputs)
            {
                chip.OpenPin(input.Line, ModeOf(input.Bias));
                chip.RegisterCallbackForPinValueChangedEvent(
                    input.Line,
                    PinEventTypes.Rising | PinEventTypes.Falling,
                    (_, edge) => _edges.Writer.TryWrite(new(edge.PinNumber, clock.Now(), edge.ChangeType == PinEventTypes.Rising)));
            }
        }
        catch
        {
            chip.Dispose();
            throw;
        }
    }

    public bool TryTakeEdge(out GpioEdge edge) => _edges.Reader.TryRead(out edge);

    public void ReadLevels(Span<bool> levels)
    {
        for (var i = 0; i < levels.Length; i++)
            levels[i] = _chip.Read(_bank.Inputs[i].Line) == PinValue.High;
    }

    public void Dispose() => _chip.Dispose();

    private static PinMode ModeOf(GpioBias bias) => bias switch
    {
        GpioBias.PullUp => PinMode.InputPullUp,
        GpioBias.PullDown => PinMode.InputPullDown,
        _ => PinMode.Input,
    };
}
