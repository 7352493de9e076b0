namespace WeldExam.Drivers.Outputs;

/// <summary>What becomes of an output when the program ends.</summary>
public enum FailState
{
    /// <summary>It is switched off when the program ends in order.</summary>
    Off = 0,

    /// <summary>It is left as it is: the relay holds by itself.</summary>
    Hold = 1,
}
