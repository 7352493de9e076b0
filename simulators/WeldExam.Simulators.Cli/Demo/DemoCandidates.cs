using System.Collections.Immutable;
using WeldExam.Simulators.Cards;
using WeldExam.Simulators.Exams;
using WeldExam.Simulators.Points;
using WeldExam.Simulators.Welders;
using WeldExam.Simulators.Welding;

namespace WeldExam.Simulators.Cli.Demo;

/// <summary>The demo's two candidates: one welds as the paper wants it, the other ventilates too late, welds with the wrong current and forgets the main switch.</summary>
internal static class DemoCandidates
{
    private static readonly ImmutableArray<string> Tasks = ["K11", "K21", "K31", "K42"];
    private static readonly ImmutableArray<string> Subjects = ["K1", "K2", "K3", "K4"];
    private static readonly ImmutableArray<string> Staff = ["E-1001", "E-1002"];

    private static readonly WelderSkill Skilful = new();

    private static readonly WelderSkill Careless = new()
    {
        Ventilation = Ventilation.AfterFirstArc,
        FractionOutOfWindow = 0.5,
        WrongCurrent = 165,
        Closing = [StationSwitch.Rcd, StationSwitch.Machine, StationSwitch.Main],
        MainLeftOn = true,
        Clamp = Returned.Never,
        StuckElectrodes = 3,
    };

    /// <param name="random">Draws sittings and cards.</param>
    /// <param name="swapped">The two exchange their skill and their mistakes: so do their verdicts.</param>
    public static ImmutableArray<(Enrolled Enrolled, ExamPlan Plan)> Draw(Random random, bool swapped)
    {
        // Who sees the careless candidate judges by eye what a meter on a busy machine may have missed.
        ImmutableHashSet<string> mistakes =
        [
            "K11.1.a", "K11.9.a", "K21.1.a", "K21.5.a", "K31.2.a", "K42.2.a", "K42.6.a",
            "K21.1.b", "K21.14.b", "K21.14.c", "K21.15.a", "K21.18.a", "K21.19.a", "K21.24.a",
        ];
        return
        [
            Candidate("P-7F31", "测甲", Tasks, swapped ? Careless : Skilful, swapped ? mistakes : [], random),
            Candidate("P-A2C9", "测乙", Tasks, swapped ? Skilful : Careless, swapped ? [] : mistakes, random),
        ];
    }

    /// <summary>The one who welds as the paper wants it.</summary>
    public static (Enrolled Enrolled, ExamPlan Plan) DrawSkilful(ImmutableArray<string> tasks, Random random) =>
        Candidate("P-7F31", "测甲", tasks, Skilful, [], random);

    private static (Enrolled Enrolled, ExamPlan Plan) Candidate(
        string pseudonym, string name, ImmutableArray<string> tasks, WelderSkill skill, ImmutableHashSet<string> mistakes, Random random)
    {
        var born = new DateOnly(1985, 1, 1).AddDays(random.Next(5000));
        var card = new ResidentCard { Label = pseudonym, Name = name, Born = born, Number = IdNumber.Make(born, random.Next(1000)) };
        var sitting = new byte[16];
        random.NextBytes(sitting);
        return (
            new Enrolled(pseudonym, card, new Guid(sitting), Subjects),
            new ExamPlan(pseudonym, card, tasks, skill, random.Next(), mistakes, Staff));
    }
}
