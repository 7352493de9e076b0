using System.Globalization;

namespace WeldExam.Exam.Tests.Golden;

/// <summary>Run inside the processes that <see cref="SameBytesEverywhereTests"/> starts: they prove nothing unless zone and culture took effect.</summary>
public sealed class SurroundingsTests
{
    [Fact]
    public void Zone_and_culture_are_those_that_the_environment_names()
    {
        if (Environment.GetEnvironmentVariable("TZ") is { Length: > 0 } zone)
            Assert.Equal(TimeZoneInfo.FindSystemTimeZoneById(zone).GetUtcOffset(DateTimeOffset.UnixEpoch), TimeZoneInfo.Local.GetUtcOffset(DateTimeOffset.UnixEpoch));
        if (Environment.GetEnvironmentVariable("LC_ALL") is { Length: > 4 } language && language[2] == '_')
            Assert.Equal(language.Split('.')[0].Replace('_', '-'), CultureInfo.CurrentCulture.Name);
    }
}
