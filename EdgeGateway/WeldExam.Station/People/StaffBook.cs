using WeldExam.Exam;
using WeldExam.Exam.People;

namespace WeldExam.Station.People;

/// <summary>The staff register in force at the point. A later version replaces the earlier one; a box never goes back.</summary>
public sealed class StaffBook
{
    /// <summary>Null before the first.</summary>
    public StaffRegister? Register { get; private set; }

    /// <summary>SHA-256 of the register's file.</summary>
    public Hash256 Hash { get; private set; }

    /// <summary>Version in force; 0 before the first.</summary>
    public int Version => Register?.Version ?? 0;

    /// <summary>Puts a register in force; false when it or a later one is.</summary>
    public bool Adopt(StaffRegister register, Hash256 hash)
    {
        if (register.Version <= Version)
            return false;
        (Register, Hash) = (register, hash);
        return true;
    }
}
