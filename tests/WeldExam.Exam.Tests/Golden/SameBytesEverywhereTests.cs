using System.Diagnostics;
using System.Globalization;

namespace WeldExam.Exam.Tests.Golden;

/// <summary>The golden sheets again where cultures, calendars and time zones differ: a score is a pure function of paper and journal.</summary>
[Trait("Clause", "judgement 4")]
public sealed class SameBytesEverywhereTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public void Cultures_are_real_in_this_process()
    {
        Assert.Equal("İ", "i".ToUpper(CultureInfo.GetCultureInfo("tr-TR")));
        Assert.Equal("1,5", 1.5.ToString(CultureInfo.GetCultureInfo("tr-TR")));
        Assert.Equal("2569", new DateTime(2026, 11, 24).ToString("yyyy", CultureInfo.GetCultureInfo("th-TH")));
        Assert.Equal("1448", new DateTime(2026, 11, 24).ToString("yyyy", CultureInfo.GetCultureInfo("ar-SA")));
        Assert.NotEqual(0, CultureInfo.GetCultureInfo("zh-CN").CompareInfo.Version.FullVersion);
    }

    [Theory]
    [InlineData("tr-TR")]
    [InlineData("ar-SA")]
    [InlineData("th-TH")]
    [InlineData("zh-CN")]
    public void Every_golden_sheet_is_the_same_under_a_culture_and_when_scored_again(string culture)
    {
        var (before, beforeUi) = (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture);
        try
        {
            CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(culture);
            foreach (var golden in GoldenCase.Names.Select(GoldenCase.Of))
            {
                Assert.Equal(golden.Approved, golden.Score().ToCanonicalJson());
                Assert.Equal(golden.Approved, golden.Score().ToCanonicalJson());
            }

            Assert.All(GoldenSitting.Names.Select(GoldenSitting.Of), sitting => Assert.Equal(sitting.Approved, sitting.Total().ToCanonicalJson()));
        }
        finally
        {
            (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture) = (before, beforeUi);
        }
    }

    [Theory]
    [InlineData("Asia/Shanghai", "zh_CN.UTF-8")]
    [InlineData("America/St_Johns", "tr_TR.UTF-8")]
    [InlineData("Pacific/Kiritimati", "ar_SA.UTF-8")]
    [InlineData("Asia/Kathmandu", "th_TH.UTF-8")]
    public async Task A_process_in_another_time_zone_and_language_gives_the_approved_sheets(string zone, string language)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!)
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            ArgumentList = { "-noLogo", "-noColor", "-class", typeof(GoldenCaseTests).FullName!, "-class", typeof(GoldenSittingTests).FullName!, "-class", typeof(SurroundingsTests).FullName! },
            Environment = { ["TZ"] = zone, ["LC_ALL"] = language, ["LANG"] = language },
        };
        if (Path.GetFileNameWithoutExtension(start.FileName) == "dotnet")
            start.ArgumentList.Insert(0, typeof(GoldenCase).Assembly.Location);
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync(Stop);
        var output = await process.StandardOutput.ReadToEndAsync(Stop);
        await process.WaitForExitAsync(Stop);
        Assert.True(process.ExitCode == 0, output + await errors);
        Assert.Contains($"Total: {(2 * GoldenCase.Names.Count) + (2 * GoldenSitting.Names.Count) + 4}, Errors: 0, Failed: 0, Skipped: 0", output, StringComparison.Ordinal);
    }
}
