using System.Text;
using System.Text.Json;
using WeldExam.Exam.Scores;

namespace WeldExam.Exam.Tests.Golden;

[Trait("Clause", "安监总宣教〔2014〕139号")]
public sealed class GoldenSittingTests
{
    public static IEnumerable<ITheoryDataRow> Sittings => GoldenSitting.Names.Select(name => new TheoryDataRow<string>(name));

    [Theory]
    [MemberData(nameof(Sittings))]
    public void A_sitting_comes_to_what_was_worked_out_by_hand(string name)
    {
        var total = GoldenSitting.Of(name).Total();
        Assert.Equal(GoldenSitting.Of(name).Files.Fields("expect"), new Dictionary<string, string>
        {
            ["outcome"] = JsonNamingPolicy.CamelCase.ConvertName(total.Outcome.ToString()),
            ["total"] = total.Total is { } points ? GoldenCase.Plain(points) : "open",
            ["open"] = total.Open.IsEmpty ? "none" : string.Join(", ", total.Open),
            ["replaced"] = total.Replaced.IsEmpty ? "none" : string.Join(' ', total.Replaced),
        });
    }

    [Theory]
    [MemberData(nameof(Sittings))]
    public void A_sitting_gives_the_approved_total_to_the_byte_whatever_order_its_parts_arrive_in(string name)
    {
        var sitting = GoldenSitting.Of(name);
        Assert.Equal(Encoding.UTF8.GetString(sitting.Approved), Encoding.UTF8.GetString(sitting.Total().ToCanonicalJson()));
        var backwards = Assert.IsType<SittingResult>(SittingTotal.Of(GoldenCase.PaperOf(File.ReadAllText(Path.Combine(sitting.Files.Folder, "paper")).Trim()), [.. sitting.Parts().Reverse()]));
        Assert.Equal(sitting.Approved, backwards.ToCanonicalJson());
    }
}
