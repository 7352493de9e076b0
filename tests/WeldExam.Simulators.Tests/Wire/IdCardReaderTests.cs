using System.Text;
using WeldExam.Simulators.Cards;
using WeldExam.Simulators.Scenarios;
using WeldExam.Simulators.Truth;

namespace WeldExam.Simulators.Tests.Wire;

public sealed class IdCardReaderTests : IAsyncDisposable
{
    private const string Preamble = "AAAAAA9669";
    private static readonly ResidentCard Card = new()
    {
        Label = "candidate1",
        Name = "测甲",
        Number = "11010519491231002X",
        Born = new DateOnly(1949, 12, 31),
        ValidTo = null,
    };

    private readonly SimulatedStation _station = SimulatedStation.Start(
        new Scenario
        {
            Devices =
            [
                new DevicePlan.CardReader("card-reader", new LinkPlan.Pty())
                {
                    Settings = new IdCardReaderSettings { ReadTime = TimeSpan.FromMilliseconds(150) },
                },
            ],
            Cards = [Card, Card with { Label = "deaf", AnswersSelect = false }, Card with { Label = "prints", HasPrints = true }],
        },
        TimeProvider.System);

    private readonly Peer _peer;

    public IdCardReaderTests() => _peer = Peer.Open(_station.AddressOf("card-reader"));

    public async ValueTask DisposeAsync()
    {
        await _peer.DisposeAsync();
        await _station.DisposeAsync();
    }

    [Theory]
    [InlineData("000310FFEC", "000400009094")]
    [InlineData("000311FFED", "000400009094")]
    [InlineData("0003200122", "000400008084")]
    [InlineData("0003200221", "000400008185")]
    [InlineData("0003300132", "000400004145")]
    [InlineData("000399009A", "000400002125")]
    [InlineData("000310FFED", "000400001014")]
    [InlineData("000212", "000400001115")]
    public async Task Without_a_card_the_answers_are_those_of_the_manual(string request, string answer)
        => Assert.Equal(Preamble + answer, Convert.ToHexString(await _peer.AskAsync(Peer.Hex(Preamble + request), 5 + (answer.Length / 2))));

    [Fact]
    public async Task The_sam_has_sixteen_bytes_of_identity()
    {
        var answer = await AskAsync("000312FFEE", 27);
        Assert.Equal(Preamble + "0014000090", Convert.ToHexString(answer[..10]));
        Assert.Equal(0, SdtFrame.Xor(answer.AsSpan(5)));
    }

    [Fact]
    public async Task A_card_is_found_selected_and_read_byte_for_byte()
    {
        _station.Do("place card candidate1");
        await FindAndSelectAsync();
        var answer = await AskAsync("0003300132", 1295);
        Assert.Equal(1295, answer.Length);
        Assert.Equal(Preamble + "0508000090" + "01000400", Convert.ToHexString(answer[..14]));
        Assert.Equal(0, SdtFrame.Xor(answer.AsSpan(5)));
        var text = answer[14..270];
        Assert.Equal("测甲".PadRight(15), Encoding.Unicode.GetString(text[..30]));
        Assert.Equal("1", Encoding.Unicode.GetString(text[30..32]));
        Assert.Equal("01", Encoding.Unicode.GetString(text[32..36]));
        Assert.Equal("19491231", Encoding.Unicode.GetString(text[36..52]));
        Assert.Equal("11010519491231002X", Encoding.Unicode.GetString(text[122..158]));
        Assert.Equal("20200101长期", Encoding.Unicode.GetString(text[188..220]).TrimEnd());
        Assert.Equal(' ', Encoding.Unicode.GetString(text[248..250])[0]);
        Assert.Equal(Card.Photo(), answer[270..1294]);
        Assert.Equal("candidate1", Assert.Single(_station.Truth.All<TruthEntry.CardRead>()).Card);
    }

    [Theory]
    [InlineData("candidate1", 1297, "050A0000900100040000" + "00")]
    [InlineData("prints", 2321, "090A0000900100040004" + "00")]
    public async Task Reading_with_prints_has_a_third_length(string card, int length, string head)
    {
        _station.Do($"place card {card}");
        await FindAndSelectAsync();
        var answer = await AskAsync("0003301023", length);
        Assert.Equal(length, answer.Length);
        Assert.Equal(head, Convert.ToHexString(answer[5..16]));
        Assert.Equal(0, SdtFrame.Xor(answer.AsSpan(5)));
    }

    [Fact]
    public async Task A_card_that_stayed_is_not_found_again_but_can_be_read_once_more()
    {
        _station.Do("place card candidate1");
        await FindAndSelectAsync();
        await AskAsync("0003300132", 1295);
        Assert.Equal("000400008084", Convert.ToHexString((await AskAsync("0003200122", 11))[5..]));
        Assert.Equal("000400008185", Convert.ToHexString((await AskAsync("0003200221", 11))[5..]));
        Assert.Equal(1295, (await AskAsync("0003300132", 1295)).Length);
        _station.Do("remove card");
        _station.Do("place card candidate1");
        await FindAndSelectAsync();
    }

    [Fact]
    public async Task A_card_lifted_while_the_chip_is_read_fails_the_read()
    {
        _station.Do("place card candidate1");
        await FindAndSelectAsync();
        await _peer.SendAsync(Peer.Hex(Preamble + "0003300132"));
        await Task.Delay(50);
        _station.Do("remove card");
        Assert.Equal("000400004145", Convert.ToHexString((await _peer.ReceiveAsync(11))[5..]));
    }

    [Fact]
    public async Task A_card_lifted_under_the_answer_leaves_half_a_frame()
    {
        _station.Do("place card candidate1");
        _station.Do("remove card half-way");
        await FindAndSelectAsync();
        Assert.Equal(647, (await AskAsync("0003300132", 1295, 400)).Length);
        Assert.Equal("000400008084", Convert.ToHexString((await AskAsync("0003200122", 11))[5..]));
    }

    [Fact]
    public async Task A_deaf_card_is_found_but_not_selected()
    {
        _station.Do("place card deaf");
        Assert.Equal("9F", Convert.ToHexString((await AskAsync("0003200122", 15))[9..10]));
        Assert.Equal("000400008185", Convert.ToHexString((await AskAsync("0003200221", 11))[5..]));
    }

    [Fact]
    public async Task Requests_are_found_behind_noise_and_faults_shape_the_answer()
    {
        Assert.Equal(11, (await _peer.AskAsync(Peer.Hex("00FFAAAA" + Preamble + "000310FFEC"), 11)).Length);
        _station.Do("fault card-reader noise");
        Assert.NotEqual(0, SdtFrame.Xor((await AskAsync("000310FFEC", 11)).AsSpan(5)));
        _station.Do("clear card-reader");
        _station.Do("fault card-reader exception 65");
        Assert.Equal("000400004145", Convert.ToHexString((await AskAsync("000310FFEC", 11))[5..]));
        _station.Do("clear card-reader");
        _station.Do("fault card-reader silent");
        Assert.Empty(await AskAsync("000310FFEC", 11, 100));
    }

    [Theory]
    [InlineData("11010519491231002X", true)]
    [InlineData("440524188001010014", true)]
    [InlineData("110105194912310021", false)]
    [InlineData("11010519491231002", false)]
    [Trait("Clause", "GB 11643-1999")]
    public void The_check_character_is_that_of_the_standard(string number, bool valid) => Assert.Equal(valid, IdNumber.IsValid(number));

    [Fact]
    public void Generated_numbers_are_valid_and_spoilt_ones_are_not()
    {
        for (var sequence = 0; sequence < 300; sequence++)
        {
            var number = IdNumber.Make(new DateOnly(1990, 3, 14).AddDays(sequence), sequence);
            Assert.True(IdNumber.IsValid(number), number);
            Assert.False(IdNumber.IsValid(IdNumber.Spoil(number)), number);
        }
    }

    private async Task FindAndSelectAsync()
    {
        Assert.Equal(Preamble + "000800009F0000000097", Convert.ToHexString(await AskAsync("0003200122", 15)));
        Assert.Equal(Preamble + "000C00009000000000000000009C", Convert.ToHexString(await AskAsync("0003200221", 19)));
    }

    private Task<byte[]> AskAsync(string request, int length, int timeoutMilliseconds = 2000)
        => _peer.AskAsync(Peer.Hex(Preamble + request), length, timeoutMilliseconds);
}
