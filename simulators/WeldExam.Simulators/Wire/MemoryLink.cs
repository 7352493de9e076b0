namespace WeldExam.Simulators.Wire;

/// <summary>A link whose bytes a test carries itself.</summary>
internal sealed class MemoryLink(Func<IConversation> converse) : Link
{
    private readonly List<MemoryTalk> _talks = [];
    private bool _isOut;

    public override string Address => "memory";

    public MemoryTalk Connect()
    {
        var talk = new MemoryTalk(converse(), _isOut);
        _talks.Add(talk);
        return talk;
    }

    public override void Unplug()
    {
        _isOut = true;
        foreach (var talk in _talks)
            talk.IsDown = true;
        _talks.Clear();
    }

    public override void Plug() => _isOut = false;

    public override ValueTask DisposeAsync()
    {
        Unplug();
        return default;
    }
}
