using System.Collections.Frozen;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace WeldExam.Drivers.Lines;

/// <summary>The kernel's <c>struct termios2</c> of asm-generic (x64 and arm64 alike): four flag words, line discipline, 19 control
/// characters, and both speeds in bits per second, so that a speed without a code of its own can be asked for too.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct Termios
{
    private const uint HangUpOnClose = 0x400;
    private const uint Receive = 0x80;
    private const uint IgnoreModemLines = 0x800;
    private const uint EightBits = 0x30;
    private const uint SevenBits = 0x20;
    private const uint TwoStopBits = 0x40;
    private const uint ParityOn = 0x100;
    private const uint ParityOdd = 0x200;
    private const uint CheckParity = 0x10;
    private const int MinimumAt = 6;
    private const uint SpeedCode = 0x100F;
    private const uint OtherSpeed = 0x1000;
    private const uint Format = EightBits | TwoStopBits | ParityOn | ParityOdd;

    private static readonly FrozenDictionary<int, uint> Speeds = new Dictionary<int, uint>
    {
        [1200] = 0x9,
        [2400] = 0xB,
        [4800] = 0xC,
        [9600] = 0xD,
        [19200] = 0xE,
        [38400] = 0xF,
        [57600] = 0x1001,
        [115200] = 0x1002,
        [230400] = 0x1003,
        [460800] = 0x1004,
        [921600] = 0x1007,
    }.ToFrozenDictionary();

    private uint _input;
    private readonly uint _output;
    private uint _control;
    private readonly uint _local;
    private readonly byte _discipline;
    private ControlCharacters _characters;
    private uint _inputSpeed;
    private uint _outputSpeed;

    /// <summary>Whether a speed has a code of its own: the old calls can set it, which every system and emulator has (QEMU 7.2 lacks the new ones).</summary>
    public static bool HasCode(int baud) => Speeds.ContainsKey(baud);

    /// <summary>What the port really runs at, for people.</summary>
    public readonly string Speed
    {
        get
        {
            var code = _control & SpeedCode;
            return code == OtherSpeed ? $"{_outputSpeed} Bd" : $"{Speeds.FirstOrDefault(speed => speed.Value == code).Key} Bd";
        }
    }

    /// <summary>Raw bytes both ways, modem lines ignored, a read that finds nothing says so (VMIN 1) so that nothing and hang-up differ.</summary>
    public static Termios Raw(SerialSettings settings)
    {
        var raw = default(Termios);
        raw._control = Speeds.GetValueOrDefault(settings.Baud, OtherSpeed) | Receive | IgnoreModemLines | HangUpOnClose
            | (settings.DataBits == 7 ? SevenBits : EightBits)
            | (settings.StopBits == 2 ? TwoStopBits : 0)
            | (settings.Parity == SerialParity.None ? 0 : ParityOn)
            | (settings.Parity == SerialParity.Odd ? ParityOdd : 0);

        // A byte with wrong parity arrives as 00: the check sum of the frame then fails, as it should.
        raw._input = settings.Parity == SerialParity.None ? 0 : CheckParity;
        raw._characters[MinimumAt] = 1;
        raw._inputSpeed = raw._outputSpeed = (uint)settings.Baud;
        return raw;
    }

    /// <summary>Whether data bits, parity and stop bits are those of <paramref name="other"/>.</summary>
    public readonly bool HasFormatOf(Termios other) => (_control & Format) == (other._control & Format);

    /// <summary>Whether the speed has the code of <paramref name="baud"/>, or where there is none lies within 2 % of it: what a receiver that samples mid-bit still takes over ten bits.</summary>
    public readonly bool RunsAt(int baud) => Speeds.TryGetValue(baud, out var code)
        ? (_control & SpeedCode) == code
        : IsNear(_inputSpeed, baud) && IsNear(_outputSpeed, baud);

    private static bool IsNear(uint speed, int baud) => Math.Abs((long)speed - baud) * 50 <= baud;

    [InlineArray(19)]
    private struct ControlCharacters
    {
        private byte _first;
    }
}
