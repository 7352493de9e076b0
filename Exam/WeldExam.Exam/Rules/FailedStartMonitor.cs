using WeldExam.Exam.Timeline;

namespace WeldExam.Exam.Rules;

/// <summary>Counts the spells of current that ended and in which neither an arc came to burn nor the electrode stuck: strikes that failed.</summary>
/// <param name="contact">Current flows.</param>
/// <param name="success">An arc burns or the electrode sticks; only while current flows.</param>
/// <param name="statistic">Its limits.</param>
/// <param name="basis">The holds.</param>
internal sealed class FailedStartMonitor(Probe contact, Probe success, ArcStatistic statistic, ArcBasis basis) : RuleMonitor
{
    private readonly SpellMeter _contacts = new();
    private long _start;
    private long _from;
    private Truth _contact;
    private Truth _success;
    private Spell _spell;       // of anything but surely no contact
    private bool _isOpen;       // what was not seen may hide a failed start
    private int _failed;

    public override void Begin(long at, ReadOnlySpan<Truth> values)
    {
        (_start, _from) = (at, at);
        (_contact, _success) = (contact.Read(values), success.Read(values));
        Look();
    }

    public override void Step(long at, ReadOnlySpan<Truth> values)
    {
        var (newContact, newSuccess) = (contact.Read(values), success.Read(values));
        if (newContact == _contact && newSuccess == _success)
            return;
        Take(at);
        (_contact, _success) = (newContact, newSuccess);
        Look();
    }

    public override bool Reads(int track) => contact.Reads(track) || success.Reads(track);

    public override Finding Conclude(long end)
    {
        Take(end);
        var mayHaveEnded = _spell is { HasContact: true, MaySplit: true, HasSuccess: false };
        var outcome = 2 * contact.Refresh > Math.Min(basis.ArcHold, basis.EndHold)
            ? Outcome.Unknown
            : Bounds.Judge(_failed, _isOpen || mayHaveEnded ? null : _failed, (long?)statistic.AtLeast, (long?)statistic.AtMost);
        var evidence = outcome == Outcome.Unknown && _contacts.UnknownTotal > 0 ? _contacts.Unseen : _contacts.Sure;
        return new(outcome, evidence.IsEmpty ? [new(_start, end)] : evidence, outcome == Outcome.No && _failed > statistic.AtMost ? (int)(_failed - statistic.AtMost.Value) : 0);
    }

    private void Take(long to)
    {
        if (to > _from)
            _contacts.Take(_from, to, _contact);
        _from = to;
    }

    private void Look()
    {
        _isOpen |= _contact == Truth.Hole || _success == Truth.Hole;
        if (_contact == Truth.False)
        {
            End();
            return;
        }

        _isOpen |= _contact == Truth.True && _spell.MaySplit; // lost and come back within what nobody saw
        _spell = new(
            _spell.HasContact || _contact == Truth.True,
            _contact != Truth.True && (_spell.MaySplit || _spell.HasContact),
            _spell.HasSuccess || _success == Truth.True,
            _spell.MaySucceed || _success != Truth.False,
            IsAny: true);
    }

    private void End()
    {
        if (_spell is { HasContact: true, MaySucceed: false })
            _failed++;
        else if (_spell is { IsAny: true, HasSuccess: false })
            _isOpen = true;
        _spell = default;
    }

    private readonly record struct Spell(bool HasContact, bool MaySplit, bool HasSuccess, bool MaySucceed, bool IsAny);
}
