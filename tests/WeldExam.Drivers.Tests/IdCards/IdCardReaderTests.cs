using Microsoft.Extensions.Logging.Testing;
using Microsoft.Extensions.Time.Testing;
using WeldExam.Drivers.IdCards;
using WeldExam.Drivers.Tests.Rig;
using WeldExam.Exam.Time;
using Xunit;
using static WeldExam.Drivers.Tests.IdCards.SimulatedCardReader;

namespace WeldExam.Drivers.Tests.IdCards;

public sealed class IdCardReaderTests
{
    private readonly FakeTimeProvider _clock = new(new DateTimeOffset(2026, 5, 1, 0, 0, 0, TimeSpan.Zero));
    private readonly FakeLogger<IdCardReader> _log = new();
    private readonly ScriptedLine _line;
    private readonly SimulatedCardReader _device;
    private readonly IdCardReader _reader;

    public IdCardReaderTests()
    {
        _line = new ScriptedLine(_clock);
        _device = new SimulatedCardReader(_line);
        _reader = new IdCardReader(_line, new IdCardReaderOptions(), _clock, _log);
    }

    [Fact]
    public void A_card_is_found_selected_and_read()
    {
        _device.Lay(Card());
        var read = Assert.IsType<CardRead>(Attempt());
        Assert.Equal(("张试焊", 1024), (read.Card.Name, read.Photo.Length));
    }

    [Fact]
    public void An_empty_reader_has_no_card() => Assert.Equal(CardRefusal.NoCard, Refusal());

    [Fact]
    public void A_card_left_from_the_previous_person_is_refused_until_it_was_taken_away()
    {
        _device.Lay(Card());
        Assert.IsType<CardRead>(Attempt());
        Assert.Equal(CardRefusal.PreviousCardStillThere, Refusal());
        Assert.Equal(CardRefusal.PreviousCardStillThere, Refusal());
        _device.TakeAway();
        Assert.Equal(CardRefusal.NoCard, Refusal());
        _device.Lay(Card());
        Assert.IsType<CardRead>(Attempt());
    }

    [Fact]
    public void The_same_person_comes_again_when_the_card_was_seen_to_go_in_between() => Pump.Run(_clock, async () =>
    {
        using var stop = new CancellationTokenSource();
        var watching = _reader.WatchAsync(stop.Token);
        _device.Lay(Card());
        Assert.IsType<CardRead>(await _reader.ReadAsync(default));
        await Task.Delay(TimeSpan.FromSeconds(5), _clock);
        Assert.Equal(CardRefusal.PreviousCardStillThere, Assert.IsType<CardRefused>(await _reader.ReadAsync(default)).Reason);
        _device.TakeAway();
        await Task.Delay(TimeSpan.FromSeconds(5), _clock);
        _device.Lay(Card());
        Assert.IsType<CardRead>(await _reader.ReadAsync(default));
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => watching);
    });

    [Fact]
    public void The_same_card_found_again_without_having_been_away_is_refused()
    {
        _device.Lay(Card());
        Assert.IsType<CardRead>(Attempt());
        _device.Lay(Card());
        Assert.Equal(CardRefusal.PreviousCardStillThere, Refusal());
    }

    [Fact]
    public void Another_card_put_in_its_place_is_read()
    {
        _device.Lay(Card());
        Assert.IsType<CardRead>(Attempt());
        _device.Lay(Card("11010519900307002"));
        Assert.IsType<CardRead>(Attempt());
    }

    [Fact]
    public void A_card_that_lay_there_before_the_start_is_refused()
    {
        _device.Lay(Card());
        Attempt();
        using var restarted = new IdCardReader(_line, new IdCardReaderOptions(), _clock, _log);
        var outcome = Pump.Run(_clock, () => restarted.ReadAsync(default).AsTask());
        Assert.Equal(CardRefusal.PreviousCardStillThere, Assert.IsType<CardRefused>(outcome).Reason);
    }

    [Fact]
    public void A_selection_that_fails_is_followed_by_one_attempt_to_read()
    {
        _device.SelectFails = true;
        _device.Lay(Card());
        Assert.IsType<CardRead>(Attempt());
    }

    [Fact]
    public void A_card_snatched_half_way_is_told_so()
    {
        _device.Snatch = true;
        _device.Lay(Card());
        Assert.Equal(CardRefusal.RemovedHalfWay, Refusal());
    }

    [Fact]
    public void A_number_that_does_not_check_is_refused()
    {
        _device.Lay(Text("110105199003070011", "19900307", "20150101", "20350101", ' '));
        Assert.Equal(CardRefusal.NumberWrong, Refusal());
    }

    [Fact]
    public void A_number_of_another_birth_date_is_refused()
    {
        _device.Lay(Card(birth: "19900308"));
        Assert.Equal(CardRefusal.NumberContradictsBirth, Refusal());
    }

    [Theory]
    [InlineData("20150101", "20260430", CardRefusal.Expired)]
    [InlineData("20260502", "20460502", CardRefusal.NotYetValid)]
    public void A_card_outside_its_validity_is_refused(string from, string to, CardRefusal reason)
    {
        _device.Lay(Card(from: from, to: to));
        Assert.Equal(reason, Refusal());
    }

    [Fact]
    public void A_card_is_valid_on_its_last_day_in_China()
    {
        _clock.SetUtcNow(new DateTimeOffset(2026, 5, 1, 15, 59, 0, TimeSpan.Zero));
        _device.Lay(Card(to: "20260501"));
        Assert.IsType<CardRead>(Attempt());
        _device.TakeAway();
        Attempt();
        _clock.SetUtcNow(new DateTimeOffset(2026, 5, 1, 16, 1, 0, TimeSpan.Zero));
        _device.Lay(Card(to: "20260501"));
        Assert.Equal(CardRefusal.Expired, Refusal());
    }

    [Fact]
    public void Another_layout_is_refused_with_its_flag()
    {
        _device.Lay(Card(flag: 'Y'));
        var refused = Assert.IsType<CardRefused>(Attempt());
        Assert.Equal((CardRefusal.LayoutNotSupported, "layout 'Y' is not supported yet"), (refused.Reason, refused.Detail));
    }

    [Fact]
    public void A_silent_reader_is_told_once_each_way_and_its_late_answer_is_never_the_next_persons()
    {
        _device.ReadTakes = TimeSpan.FromMilliseconds(2500);
        _device.Lay(Card());
        Assert.Equal(CardRefusal.ReaderSilent, Refusal());
        _device.ReadTakes = TimeSpan.FromMilliseconds(500);
        _device.Lay(Card("11010519900307002"));
        Assert.Equal("110105199003070029"[..17], Assert.IsType<CardRead>(Attempt()).Card.Number[..17]);
        Assert.Equal([2201, 2201], _log.Collector.GetSnapshot().Select(record => record.Id.Id));
    }

    [Fact]
    public void A_reader_that_is_not_there_is_down()
    {
        _line.IsPlugged = false;
        Assert.Equal(CardRefusal.ReaderDown, Refusal());
    }

    [Fact]
    public void Waiting_ends_with_a_card_or_with_the_deadline()
    {
        var deadline = MonotonicTick.Now(_clock) + TimeSpan.FromSeconds(2);
        var outcome = Pump.Run(_clock, () => _reader.AwaitAsync(deadline, default).AsTask());
        Assert.Equal(CardRefusal.NoCard, Assert.IsType<CardRefused>(outcome).Reason);
        Assert.True(outcome.At >= deadline);
    }

    [Fact]
    public void Nothing_personal_is_logged_or_shown_in_text_form()
    {
        _device.Lay(Card());
        var outcome = Attempt();
        _device.Silent = true;
        Attempt();
        var texts = _log.Collector.GetSnapshot().Select(record => record.Message).Append(outcome.ToString());
        Assert.All(texts, text => Assert.False(text!.Contains("张试焊", StringComparison.Ordinal) || text.Contains("110105", StringComparison.Ordinal)));
    }

    private CardOutcome Attempt() => Pump.Run(_clock, () => _reader.ReadAsync(default).AsTask());

    private CardRefusal Refusal() => Assert.IsType<CardRefused>(Attempt()).Reason;
}
