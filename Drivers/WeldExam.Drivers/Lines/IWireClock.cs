namespace WeldExam.Drivers.Lines;

/// <summary>A clock whose thread also waits for bytes: lines that are built with it wait there, and nothing else may use them.</summary>
public interface IWireClock
{
    /// <summary>The wait of one line.</summary>
    ILineWait CreateWait();
}
