namespace WeldExam.Drivers.Outputs;

/// <summary>What one output shall do from now on.</summary>
public readonly record struct OutputOrder(string Output, OutputPattern Pattern);
