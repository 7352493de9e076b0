using System.Text;
using CsCheck;
using WeldExam.Protocols.IdCard;
using Xunit;

namespace WeldExam.Protocols.Tests.IdCard;

public sealed class ResidentCardTextTests
{
    private static byte[] Text(string to = "20350101", char flag = ' ', string name = "张试焊")
    {
        var text = Encoding.Unicode.GetBytes(new string(' ', 128));
        Put(0, name);
        Put(30, "1");
        Put(32, "01");
        Put(36, "19900307");
        Put(52, "某市某区某路1号");
        Put(122, "11010519900307001X");
        Put(158, "某市公安局");
        Put(188, "20150101");
        Put(204, to);
        Put(248, flag.ToString());
        return text;

        void Put(int at, string value)
        {
            for (var index = 0; index < value.Length; index++)
                BitConverter.TryWriteBytes(text.AsSpan(at + (index * 2)), value[index]);
        }
    }

    [Fact]
    public void A_residents_card_is_read_without_its_padding()
    {
        var read = Assert.IsType<CardTextRead>(ResidentCardText.Read(Text()));
        Assert.Equal(
            new ResidentCard(
                "张试焊", '1', "01", new DateOnly(1990, 3, 7), "某市某区某路1号", "11010519900307001X", "某市公安局", new DateOnly(2015, 1, 1), new DateOnly(2035, 1, 1)),
            read.Card);
    }

    [Fact]
    public void A_card_without_end_has_none() =>
        Assert.Null(Assert.IsType<CardTextRead>(ResidentCardText.Read(Text(to: "长期"))).Card.ValidTo);

    [Theory]
    [InlineData('I')]
    [InlineData('Y')]
    [InlineData('J')]
    [InlineData('U')]
    public void Other_layouts_are_refused_by_their_flag(char flag) =>
        Assert.Equal(new CardLayoutUnsupported(flag), ResidentCardText.Read(Text(flag: flag)));

    [Fact]
    public void A_rare_character_keeps_its_code_units_even_half_a_pair() =>
        Assert.Equal("𠮷\uD842", Assert.IsType<CardTextRead>(ResidentCardText.Read(Text(name: "𠮷\uD842"))).Card.Name);

    [Fact]
    public void A_broken_date_names_its_field() =>
        Assert.Equal(new CardTextMalformed("valid to"), ResidentCardText.Read(Text(to: "20351301")));

    [Fact]
    public void Random_bytes_never_throw() => Gen.Byte.Array[256].Sample(bytes => ResidentCardText.Read(bytes) is not null);

    [Fact]
    public void The_text_form_of_a_card_shows_nothing_personal()
    {
        var card = Assert.IsType<CardTextRead>(ResidentCardText.Read(Text()));
        Assert.DoesNotContain("张", card.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("1990", card.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    [Trait("Clause", "GB 11643-1999")]
    public void The_check_character_of_the_standards_example_fits() => Assert.True(IdNumber.IsWellFormed("11010519491231002X"));

    [Fact]
    [Trait("Clause", "GB 11643-1999")]
    public void Any_other_digit_or_a_swap_of_neighbours_is_found() =>
        Gen.Select(Gen.Int[0, 16], Gen.Int[1, 9]).Sample((at, by) =>
        {
            var number = "11010519491231002X".ToCharArray();
            number[at] = (char)('0' + ((number[at] - '0' + by) % 10));
            return !IdNumber.IsWellFormed(number);
        });
}
