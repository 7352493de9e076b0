using System.Device.Gpio;
using WeldExam.Drivers.Gpio;
using WeldExam.Drivers.Lines;
using WeldExam.Exam.Signals;

namespace WeldExam.Drivers.Outputs;

/// <summary>A GPIO line as output. The kernel takes the line back when the program ends, so nothing that must hold hangs on one;
/// it is claimed, switched off, at the first order.</summary>
/// <param name="open">Opens the chip; called again after a fault.</param>
/// <param name="line">Offset on the chip.</param>
/// <param name="activeLow">A low level switches it on.</param>
/// <param name="clock">The box's clock.</param>
public sealed class GpioOutput(Func<GpioController> open, int line, bool activeLow, TimeProvider clock) : IOutputPort, IDisposable
{
    private GpioController? _chip;

    public ValueTask<OutputReading> ReadAsync(CancellationToken cancel) =>
        new(_chip is null ? new(clock.Now(), SwitchState.Unknown, Quality.LinkDown, "not claimed yet") : Try(_ => { }));

    public ValueTask<OutputReading> SetAsync(bool on, CancellationToken cancel) => new(Try(chip => chip.Write(line, LevelOf(on))));

    public void Dispose() => _chip?.Dispose();

    private OutputReading Try(Action<GpioController> act)
    {
        try
        {
            if (_chip is null)
            {
                _chip = open();
                _chip.OpenPin(line, PinMode.Output, LevelOf(on: false));
            }

            act(_chip);
            return new(clock.Now(), _chip.Read(line) == LevelOf(on: true) ? SwitchState.On : SwitchState.Off, Quality.Good, "");
        }
        catch (Exception fault) when (GpioChip.IsBroken(fault))
        {
            _chip?.Dispose();
            _chip = null;
            return new(clock.Now(), SwitchState.Unknown, Quality.LinkDown, fault.Message);
        }
    }

    private PinValue LevelOf(bool on) => on != activeLow ? PinValue.High : PinValue.Low;
}
