using System.Runtime.InteropServices;
using System.Text;
using WeldExam.Drivers.Lines;

namespace WeldExam.Drivers.Gpio;

/// <summary>Input lines of the kernel's GPIO character device, asked directly (docs/decisions/0008): edges carry the time of their interrupt, and one
/// reading brings all levels of one moment. The kernel's own debounce is not used: it would put the stamp after the bouncing.</summary>
public sealed class KernelLines : IGpioLines
{
    private const uint EventBuffer = 1024; // the most that the kernel grants; it cuts what is more

    private readonly int _file;
    private readonly ulong _mask;
    private readonly KernelEvents _events;

    private KernelLines(int file, int count)
    {
        (_file, _events) = (file, new(file));
        _mask = count == KernelGpio.MostLines ? ulong.MaxValue : (1UL << count) - 1;
    }

    /// <summary>Claims the bank's lines.</summary>
    /// <param name="path">As <c>/dev/gpiochip0</c>.</param>
    /// <param name="bank">At most 64 lines.</param>
    /// <exception cref="IOException">No such chip, no right to it, a line that is taken, or a kernel before 5.10.</exception>
    public static KernelLines Open(string path, GpioBank bank)
    {
        var chip = Libc.Open(path, KernelGpio.ReadWriteCloseOnExec);
        if (chip < 0)
            throw Broken(path);
        try
        {
            var request = RequestOf(bank);
            return KernelGpio.Control(chip, KernelGpio.GetLine, ref request) < 0 ? throw Broken(path) : new(request.File, bank.Inputs.Length);
        }
        finally
        {
            _ = Libc.Close(chip);
        }
    }

    public bool TryTakeEdge(out GpioEdge edge) => _events.TryTake(out edge);

    public void ReadLevels(Span<bool> levels)
    {
        var values = new KernelGpio.LineValues { Mask = _mask };
        if (KernelGpio.Control(_file, KernelGpio.GetValues, ref values) < 0)
            throw Broken("GPIO levels");
        for (var i = 0; i < levels.Length; i++)
            levels[i] = (values.Bits >> i & 1) != 0;
    }

    public void Dispose() => _ = Libc.Close(_file);

    internal static KernelGpio.LineRequest RequestOf(GpioBank bank)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(bank.Inputs.Length, KernelGpio.MostLines, nameof(bank));
        var request = new KernelGpio.LineRequest { LineCount = (uint)bank.Inputs.Length, EventBufferSize = EventBuffer };
        request.Config.Flags = FlagsOf(bank.Inputs[0].Bias);
        Encoding.ASCII.GetBytes("weldexam", request.Consumer);
        for (var i = 0; i < bank.Inputs.Length; i++)
            request.Offsets[i] = (uint)bank.Inputs[i].Line;

        // All lines that differ from the first, one attribute for each kind of bias.
        foreach (var others in bank.Inputs.Select((input, index) => (input.Bias, Mask: 1UL << index)).Where(line => line.Bias != bank.Inputs[0].Bias).GroupBy(line => line.Bias))
        {
            request.Config.Attributes[(int)request.Config.AttributeCount++] = new()
            {
                Id = KernelGpio.FlagsAttribute,
                Value = FlagsOf(others.Key),
                Mask = others.Aggregate(0UL, (mask, line) => mask | line.Mask),
            };
        }

        return request;
    }

    private static ulong FlagsOf(GpioBias bias) => KernelGpio.Input | KernelGpio.RisingEdge | KernelGpio.FallingEdge | bias switch
    {
        GpioBias.PullUp => KernelGpio.PullUp,
        GpioBias.PullDown => KernelGpio.PullDown,
        _ => KernelGpio.NoBias,
    };

    private static IOException Broken(string what) => new($"{what}: {Marshal.GetLastPInvokeErrorMessage()}");
}
