namespace WeldExam.Drivers.Profiles;

public enum LinkKind
{
    Rtu = 0,
    Tcp = 1,

    /// <summary>A chip on the box's own I2C bus; the unit is its address.</summary>
    I2c = 2,
}
