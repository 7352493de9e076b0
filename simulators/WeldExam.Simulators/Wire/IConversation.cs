namespace WeldExam.Simulators.Wire;

/// <summary>The device's side of one talk on a byte line: bytes in, answers out. One caller at a time.</summary>
internal interface IConversation
{
    /// <summary>False when the peer broke the protocol beyond repair: the line is closed.</summary>
    bool Take(ReadOnlySpan<byte> bytes);

    /// <summary>The line has been quiet: a half frame is given up.</summary>
    void Quiet();

    bool TryAnswer(out Outgoing answer);
}
