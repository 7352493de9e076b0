namespace WeldExam.Protocols.IdCard;

/// <summary>What a card's text area turned out to be.</summary>
public abstract record CardText
{
    private protected CardText()
    {
    }
}
