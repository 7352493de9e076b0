namespace WeldExam.Drivers.Lines;

/// <summary>How a line stands as far as its last use told.</summary>
public enum LineState
{
    Closed = 0,
    Open = 1,

    /// <summary>The other end went away: the adapter was pulled or the peer closed.</summary>
    HungUp = 2,
}
