using System.Collections.Immutable;
using WeldExam.Drivers.IdCards;
using WeldExam.Exam;
using WeldExam.Exam.Journal;
using WeldExam.Exam.Time;
using WeldExam.Protocols.IdCard;
using WeldExam.Station.Identity;

namespace WeldExam.TestKit.Stations;

/// <summary>A roster of invented candidates and their cards.</summary>
public sealed class TestRoster(Hash256 paper) : IRoster
{
    /// <summary>Planted personal values: no journal and no log may hold them.</summary>
    public static readonly string[] Numbers = ["11010519491231002X", "440524188001010014"];

    public static readonly RosterKey Key = new(new byte[RosterKey.Length]);

    /// <summary>False: the box has never reached a centre.</summary>
    public bool IsInForce { get; init; } = true;

    /// <summary>Tasks drawn for everybody; none: they are drawn at the point.</summary>
    public ImmutableArray<string> Drawn { get; set; } = [];

    public int Attempt { get; init; } = 1;

    public ImmutableArray<string> Subjects { get; init; } = ["K1", "K2", "K3", "K4"];

    /// <summary>Everybody's training body.</summary>
    public string? TrainingBody { get; set; }

    /// <summary>What everybody keeps of earlier sittings.</summary>
    public ImmutableArray<KeptSubject> Keeps { get; set; } = [];

    public RosterCandidate? Find(string lookUpKey)
    {
        var index = Array.FindIndex(Numbers, number => Key.LookUpKeyOf(number) == lookUpKey);
        return index < 0 ? null : Candidate(index);
    }

    public RosterCandidate Candidate(int index) =>
        new($"p-{index + 1}", "王**", new SittingId(new Guid(index + 1, 0, 0, new byte[8])), Subjects, Attempt, paper) { Drawn = Drawn, TrainingBody = TrainingBody, Keeps = Keeps };

    /// <summary>The candidate's card, read at <paramref name="at"/>.</summary>
    public static CardRead CardOf(int index, MonotonicTick at) => Card(Numbers[index], at);

    public static CardRead Card(string number, MonotonicTick at) => new(
        at,
        new ResidentCard("王小明", '1', "01", new(1949, 12, 31), "北京市朝阳区", number, "北京市公安局", new(2020, 1, 1), null),
        ReadOnlyMemory<byte>.Empty);
}
