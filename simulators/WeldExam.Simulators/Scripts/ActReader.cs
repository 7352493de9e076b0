using WeldExam.Simulators.Faults;
using WeldExam.Simulators.Welding;

namespace WeldExam.Simulators.Scripts;

/// <summary>Reads an act from words: <c>switch main on</c>, <c>weld for 20s at 115A</c>, <c>fault meter silent for 2s</c>.</summary>
public static class ActReader
{
    /// <summary>Reads one act.</summary>
    /// <param name="text">The words of one act.</param>
    /// <param name="act">The act, when true.</param>
    /// <param name="error">What is wrong and where in the text, when false.</param>
    public static bool TryRead(string text, out Act? act, out WordError error)
    {
        var words = new Words(text);
        act = Read(words);
        if (act is not null && !words.AtEnd)
            act = words.Fail<Act>("nothing more is expected here");
        error = words.Error;
        return act is not null;
    }

    private static Act? Read(Words words)
        => words.OneOf("switch", "fan", "gas", "clamp", "holder", "set", "strike", "scratch", "weld", "stick", "break", "press",
            "release", "place", "remove", "fault", "clear") switch
        {
            "switch" => ReadSwitch(words),
            "fan" => words.OnOff() is { } on ? new Act.Fan(on) : null,
            "gas" => words.OnOff() is { } on ? new Act.Gas(on) : null,
            "clamp" => ReadTaken(words) is { } taken ? new Act.Clamp(taken) : null,
            "holder" => ReadTaken(words) is { } taken ? new Act.Holder(taken) : null,
            "set" => words.Expect("current") && words.Amperes() is { } amperes ? new Act.SetCurrent(amperes) : null,
            "strike" => new Act.Strike(),
            "scratch" => new Act.Scratch(),
            "weld" => ReadWeld(words),
            "stick" => words.Duration() is { } held ? new Act.Stick(held) : null,
            "break" => words.Expect("arc") ? new Act.BreakArc() : null,
            "press" => words.Expect("estop") ? new Act.EmergencyStop(Pressed: true) : null,
            "release" => words.Expect("estop") ? new Act.EmergencyStop(Pressed: false) : null,
            "place" => words.Expect("card") && words.Name("a card's name") is { } card ? new Act.PlaceCard(card) : null,
            "remove" => words.Expect("card") ? new Act.RemoveCard(words.Skip("half-way")) : null,
            "fault" => ReadFault(words),
            "clear" => words.Name("a device's name") is { } device ? new Act.ClearFaults(device) : null,
            _ => null,
        };

    private static Act.Switch? ReadSwitch(Words words)
    {
        StationSwitch? which = words.OneOf("main", "rcd", "machine") switch
        {
            "main" => StationSwitch.Main,
            "rcd" => StationSwitch.Rcd,
            "machine" => StationSwitch.Machine,
            _ => null,
        };
        return which is { } known && words.OnOff() is { } on ? new Act.Switch(known, on) : null;
    }

    private static bool? ReadTaken(Words words) => words.OneOf("take", "put") switch
    {
        "take" => true,
        "put" => words.Expect("back") ? false : null,
        _ => null,
    };

    private static Act.WeldFor? ReadWeld(Words words)
    {
        if (!words.Expect("for") || words.Duration() is not { } length)
            return null;
        var weld = new Weld(length);
        while (!words.AtEnd)
        {
            var read = words.OneOf("at", "drift", "interrupt", "spell") switch
            {
                "at" => words.Amperes() is { } amperes ? weld with { Amperes = amperes } : null,
                "drift" => words.Amperes() is { } drift ? weld with { Drift = drift } : null,
                "interrupt" => words.Duration() is { } gap && words.Expect("after") && words.Duration() is { } after
                    ? weld with { Gaps = weld.Gaps.Add(new Weld.Gap(after, gap)) } : null,
                "spell" => words.Amperes() is { } wrong && words.Expect("for") && words.Duration() is { } spell
                    && words.Expect("after") && words.Duration() is { } start
                    ? weld with { Spells = weld.Spells.Add(new Weld.Spell(start, spell, wrong)) } : null,
                _ => null,
            };
            if (read is null)
                return null;
            weld = read;
        }

        return new Act.WeldFor(weld);
    }

    private static Act.RaiseFault? ReadFault(Words words)
    {
        if (words.Name("a device's name") is not { } device || ReadFaultKind(words) is not { } fault)
            return null;
        TimeSpan? lasting = null;
        int? requests = null;
        while (!words.AtEnd)
        {
            switch (words.OneOf("for", "times"))
            {
                case "for" when words.Duration() is { } duration:
                    lasting = duration;
                    break;
                case "times" when words.Count(1, 1_000_000) is { } count:
                    requests = count;
                    break;
                default:
                    return null;
            }
        }

        return new Act.RaiseFault(device, fault, lasting, requests);
    }

    private static Fault? ReadFaultKind(Words words)
        => words.OneOf("silent", "delay", "late", "drop", "noise", "junk", "exception", "unplug", "freeze") switch
        {
            "silent" => new Fault.Silent(),
            "delay" => words.Duration() is { } by ? new Fault.Delayed(by) : null,
            "late" => words.Duration() is { } by ? new Fault.Late(by) : null,
            "drop" => words.Count(1, 1000) is { } every ? new Fault.DropEvery(every) : null,
            "noise" => new Fault.Noise(),
            "junk" => new Fault.Junk(),
            "exception" => words.Count(1, 255) is { } code ? new Fault.Refusing((byte)code) : null,
            "unplug" => new Fault.Unplugged(),
            "freeze" => new Fault.Frozen(),
            _ => null,
        };
}
