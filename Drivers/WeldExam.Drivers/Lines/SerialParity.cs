namespace WeldExam.Drivers.Lines;

public enum SerialParity
{
    None = 0,
    Even = 1,
    Odd = 2,
}
