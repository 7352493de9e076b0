using WeldExam.Simulators.Truth;

namespace WeldExam.Simulators.Cards;

/// <summary>An SDT reader and the card on it. A card that was read is found again only after it was lifted, as with real readers.</summary>
public sealed class IdCardReader
{
    private readonly IdCardReaderSettings _settings;
    private readonly TruthLog _truth;
    private CardState _state = CardState.Away;
    private bool _leavesHalfWay;
    private TimeSpan _now;

    internal IdCardReader(IdCardReaderSettings settings, TruthLog truth) => (_settings, _truth) = (settings, truth);

    private enum CardState
    {
        Away,
        Fresh,
        Found,
        Selected,
        Read,
    }

    /// <summary>The card that lies on the reader; null when none does.</summary>
    public ResidentCard? Card { get; private set; }

    /// <summary>How long the chip takes to be read; the card must stay meanwhile.</summary>
    internal TimeSpan ReadTime => _settings.ReadTime;

    internal void Begin(TimeSpan now) => _now = now;

    internal void Place(ResidentCard card)
    {
        if (Card is not null)
            Remove();
        (Card, _state, _leavesHalfWay) = (card, CardState.Fresh, false);
        _truth.Add(new TruthEntry.CardMoved(_now, card.Label, Placed: true));
    }

    internal void Remove()
    {
        if (Card is not { } card)
            return;
        (Card, _state, _leavesHalfWay) = (null, CardState.Away, false);
        _truth.Add(new TruthEntry.CardMoved(_now, card.Label, Placed: false));
    }

    /// <summary>The card is lifted while the next answer of a read is on the wire: half of its bytes come, and no card is left.</summary>
    internal void RemoveHalfWay() => _leavesHalfWay = true;

    /// <summary>The answer's body, status bytes included, to a checked request.</summary>
    internal byte[] Answer(byte command, byte parameter) => (command, parameter) switch
    {
        (0x10, 0xFF) or (0x11, 0xFF) => Status(SdtStatus.Done),
        (0x12, 0xFF) => [0, 0, (byte)SdtStatus.Done, .. _settings.SamId],
        (0x20, 0x01) => Find(),
        (0x20, 0x02) => Select(),
        (0x30, 0x01) => Read(withPrints: false),
        (0x30, 0x10) => Read(withPrints: true),
        (0x30, 0x03) => Status(_state is CardState.Selected or CardState.Read ? SdtStatus.Empty : SdtStatus.ReadFailed),
        _ => Status(SdtStatus.UnknownCommand),
    };

    /// <summary>True once when the card was lifted under an answer that is just going out.</summary>
    internal bool LeftHalfWay(byte command)
    {
        if (command != 0x30 || !_leavesHalfWay || Card is null)
            return false;
        Remove();
        return true;
    }

    internal void NoteRead()
    {
        if (Card is { } card)
            _truth.Add(new TruthEntry.CardRead(_now, card.Label));
    }

    internal static byte[] Status(SdtStatus status) => [0, 0, (byte)status];

    private byte[] Find()
    {
        if (_state is CardState.Away or CardState.Read)
            return Status(SdtStatus.NotFound);
        _state = CardState.Found;
        return [0, 0, (byte)SdtStatus.Found, 0, 0, 0, 0];
    }

    private byte[] Select()
    {
        if (_state is not (CardState.Found or CardState.Selected) || Card is not { AnswersSelect: true })
            return Status(SdtStatus.NotSelected);
        _state = CardState.Selected;
        return [0, 0, (byte)SdtStatus.Done, 0, 0, 0, 0, 0, 0, 0, 0];
    }

    private byte[] Read(bool withPrints)
    {
        if (_state is not (CardState.Selected or CardState.Read) || Card is not { } card)
            return Status(SdtStatus.ReadFailed);
        _state = CardState.Read;
        var (text, photo, prints) = (card.Text(), card.Photo(), card.Prints());
        byte[] lengths = withPrints
            ? [.. Length(text), .. Length(photo), .. Length(prints)]
            : [.. Length(text), .. Length(photo)];
        return [0, 0, (byte)SdtStatus.Done, .. lengths, .. text, .. photo, .. withPrints ? prints : []];
    }

    private static byte[] Length(byte[] block) => [(byte)(block.Length >> 8), (byte)block.Length];
}
