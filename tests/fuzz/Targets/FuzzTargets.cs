namespace WeldExam.Fuzz.Targets;

/// <summary>Every frame parser with what must hold for any bytes: what is taken is written back to the same bytes, nothing is taken that was not
/// there, nothing is thrown.</summary>
public static class FuzzTargets
{
    public static IReadOnlyDictionary<string, Action<byte[]>> All { get; } = new Dictionary<string, Action<byte[]>>
    {
        ["request"] = PduTargets.Request,
        ["answer"] = PduTargets.Answer,
        ["rtu"] = RtuTargets.Scan,
        ["overheard"] = RtuTargets.Overheard,
        ["tcp"] = StreamTargets.Tcp,
        ["ascii"] = StreamTargets.Ascii,
        ["sdt"] = StreamTargets.Sdt,
    };
}
