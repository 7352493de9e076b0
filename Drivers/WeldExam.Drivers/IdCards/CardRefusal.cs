namespace WeldExam.Drivers.IdCards;

/// <summary>Why a card gave no identity.</summary>
public enum CardRefusal
{
    /// <summary>Nothing lies on the reader.</summary>
    NoCard = 0,

    /// <summary>The card lay there before this person: it must be taken away first.</summary>
    PreviousCardStillThere = 1,

    /// <summary>The card was found and went away, or slipped, before it was read.</summary>
    RemovedHalfWay = 2,

    /// <summary>A layout that is not supported yet; the detail is its flag.</summary>
    LayoutNotSupported = 3,

    /// <summary>The text area does not hold what its layout says; the detail names the field.</summary>
    TextMalformed = 4,

    /// <summary>The ID number's form or check character does not fit (GB 11643).</summary>
    NumberWrong = 5,

    /// <summary>The birth date inside the number is not the one beside it.</summary>
    NumberContradictsBirth = 6,
    NotYetValid = 7,
    Expired = 8,

    /// <summary>The reader does not answer.</summary>
    ReaderSilent = 9,

    /// <summary>The reader's line is down; the detail says why.</summary>
    ReaderDown = 10,

    /// <summary>The reader refused; the detail is its status.</summary>
    ReaderRefused = 11,
}
