using System.Text;
using WeldExam.Drivers.Tests.Rig;
using WeldExam.Protocols.IdCard;

namespace WeldExam.Drivers.Tests.IdCards;

/// <summary>An SDT reader on a scripted line: it finds a card once, and reads it as long as it lies there.</summary>
internal sealed class SimulatedCardReader
{
    private readonly ScriptedLine _line;
    private byte[]? _card;
    private bool _found;

    public SimulatedCardReader(ScriptedLine line)
    {
        _line = line;
        line.Device = Answer;
    }

    public bool Silent { get; set; }

    /// <summary>Takes the card away after the card was found.</summary>
    public bool Snatch { get; set; }

    public bool SelectFails { get; set; }

    public TimeSpan ReadTakes { get; set; } = TimeSpan.FromMilliseconds(700);

    public void Lay(byte[] text) => (_card, _found) = (text, false);

    public void TakeAway() => _card = null;

    public static byte[] Card(string digits = "11010519900307001", string birth = "19900307", string from = "20150101", string to = "20350101", char flag = ' ')
    {
        IdNumber.TryCheckCharacter(digits, out var check);
        return Text(digits + check, birth, from, to, flag);
    }

    public static byte[] Text(string number, string birth, string from, string to, char flag)
    {
        var text = Encoding.Unicode.GetBytes(new string(' ', 128));
        foreach (var (at, value) in new[] { (0, "张试焊"), (30, "1"), (32, "01"), (36, birth), (122, number), (188, from), (204, to), (248, flag.ToString()) })
            Encoding.Unicode.GetBytes(value).CopyTo(text, at);
        return text;
    }

    private void Answer(byte[] request)
    {
        if (Silent)
            return;
        switch ((request[7] << 8) | request[8])
        {
            case (int)SdtCommand.Find when _card is not null && !_found:
                _found = true;
                Says(SdtStatus.Found, 0, 0, 0, 0);
                if (Snatch)
                    _card = null;
                break;
            case (int)SdtCommand.Find:
                Says(SdtStatus.FindFailed);
                break;
            case (int)SdtCommand.Select when _card is not null && !SelectFails:
                Says(SdtStatus.Ok, new byte[8]);
                break;
            case (int)SdtCommand.Select:
                Says(SdtStatus.SelectFailed);
                break;
            case (int)SdtCommand.Read when _card is { } card:
                _line.Arrives(ReadTakes, SdtFrame.EncodeAnswer(SdtStatus.Ok, [1, 0, 4, 0, .. card, .. new byte[1024]]));
                break;
            case (int)SdtCommand.Read:
                Says(SdtStatus.ReadFailed);
                break;
            default:
                Says(SdtStatus.Ok, new byte[request[7] == 0x12 ? 16 : 0]);
                break;
        }
    }

    private void Says(SdtStatus status, params byte[] content) => _line.Arrives(30, [0x00, 0xAA, .. SdtFrame.EncodeAnswer(status, content)]);
}
