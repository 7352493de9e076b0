using WeldExam.Exam.Time;

namespace WeldExam.EdgeGateway.Keys;

/// <summary>The kernel's name for the running boot.</summary>
public static class SystemBoot
{
    private const string Source = "/proc/sys/kernel/random/boot_id";

    public static BootId Read() => new(Guid.Parse(File.ReadAllText(Source).Trim()));
}
