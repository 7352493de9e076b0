namespace WeldExam.Simulators.Welding;

/// <summary>A swing around zero with a memory: a first-order Gauss–Markov process, so that averaging in a meter does not smooth it all away.</summary>
internal sealed class ArcNoise(Random random, double deviation, TimeSpan memory)
{
    private double _value;

    public double Next(TimeSpan step)
    {
        var kept = Math.Exp(-(step / memory));
        _value = (kept * _value) + (deviation * Math.Sqrt(1 - (kept * kept)) * Gauss());
        return _value;
    }

    private double Gauss() // Box–Muller
        => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
