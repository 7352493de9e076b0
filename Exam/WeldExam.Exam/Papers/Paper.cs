using System.Collections.Immutable;
using WeldExam.Exam.Journal;
using WeldExam.Exam.Rules;

namespace WeldExam.Exam.Papers;

/// <summary>An exam paper: what is demanded, what it costs, and how the machine may judge it. Read by <see cref="PaperReader"/>.</summary>
/// <param name="Id">Stable name.</param>
/// <param name="Version">Edition of that paper.</param>
/// <param name="Status">A sample paper never decides a real exam by itself.</param>
/// <param name="Source">Where the tables come from, for people.</param>
/// <param name="Semantics">Version of the rules' meaning.</param>
/// <param name="Title">For people.</param>
/// <param name="Pass">Total from which the exam is passed, unrounded.</param>
/// <param name="RequiredExaminers">How many examiners a part needs.</param>
/// <param name="RefusalToSign">What a candidate's refusal to sign costs.</param>
/// <param name="IdentityFactors">Factors that an accepted identity check must have passed, unless the staff answered for it.</param>
/// <param name="HoldPeriods">How many poll periods a sample holds.</param>
/// <param name="Signals">The signals that rules may name, by name.</param>
/// <param name="Arcs">How an arc is told, by process.</param>
/// <param name="Subjects">K1 … K4 with their weights.</param>
/// <param name="Tasks">K11 … K42.</param>
/// <param name="Hash">SHA-256 of the bundle of all its files: the paper's identity.</param>
public sealed record Paper(
    string Id,
    string Version,
    PaperStatus Status,
    string Source,
    int Semantics,
    Bilingual Title,
    decimal Pass,
    int RequiredExaminers,
    RefusalRule RefusalToSign,
    ImmutableArray<string> IdentityFactors,
    decimal HoldPeriods,
    ImmutableArray<PaperSignal> Signals,
    ImmutableArray<ArcParameters> Arcs,
    ImmutableArray<Subject> Subjects,
    ImmutableArray<PaperTask> Tasks,
    Hash256 Hash)
{
    /// <summary>How the examiners' marks become one decision; null where the paper does not say.</summary>
    public Marking? Marking { get; init; }

    /// <summary>Drawing, modes, re-sits and the like.</summary>
    public PaperTerms Terms { get; init; } = PaperTerms.None;

    /// <summary>What overlays made this paper from, the first base first; empty for a paper of its own.</summary>
    public ImmutableArray<PaperBase> Bases { get; init; } = [];

    public PaperTask? Task(string id) => Tasks.FirstOrDefault(task => task.Id == id);

    public ArcParameters? Arc(int process) => Arcs.FirstOrDefault(arc => arc.Process == process);
}

public enum PaperStatus
{
    Sample = 0,
    Verified = 1,
}

/// <summary>What a candidate's refusal to sign costs.</summary>
public enum RefusalRule
{
    /// <summary>The points stand.</summary>
    PointsStand = 0,

    /// <summary>The subject counts 0.</summary>
    ZeroSubject = 1,
}

/// <summary>A text in both languages of the exam room.</summary>
public sealed record Bilingual(string Zh, string En);

/// <summary>A signal that rules may name.</summary>
/// <param name="Name">As in the channel table.</param>
/// <param name="Unit">Unit of a sampled signal; null for a switch.</param>
/// <param name="Title">For people.</param>
public sealed record PaperSignal(string Name, string? Unit, Bilingual Title);

/// <param name="Id">K1 … K4.</param>
/// <param name="Title">For people.</param>
/// <param name="Weight">Percent of the total.</param>
public sealed record Subject(string Id, Bilingual Title, decimal Weight);

/// <summary>One task that can be drawn for a subject; 100 points.</summary>
/// <param name="Id">K11 … K42.</param>
/// <param name="Subject">The subject it belongs to.</param>
/// <param name="Title">For people.</param>
/// <param name="TimeLimit">Examined time.</param>
/// <param name="Process">Welding process (ISO 4063) where no task card names one; null for a task without an arc.</param>
/// <param name="NeedsTaskCard">Whether a task card must be issued.</param>
/// <param name="Needs">Signals the task cannot do without: without one the station is not ready.</param>
/// <param name="StartState">What must hold before the candidate begins.</param>
/// <param name="Blocks">What is judged.</param>
/// <param name="Conflicts">Findings that cannot be true together: they throw doubt on signals.</param>
public sealed record PaperTask(
    string Id,
    string Subject,
    Bilingual Title,
    TimeSpan TimeLimit,
    int? Process,
    bool NeedsTaskCard,
    ImmutableArray<string> Needs,
    ImmutableArray<ResetCondition> StartState,
    ImmutableArray<Block> Blocks,
    ImmutableArray<ConflictCheck> Conflicts)
{
    /// <summary>Whether this task's table is official. A paper with a sample task is a sample.</summary>
    public PaperStatus Status { get; init; }

    /// <summary>Where this task's table comes from, for people.</summary>
    public string Source { get; init; } = string.Empty;

    /// <summary>Examined time where it differs in a form of the exam.</summary>
    public ImmutableDictionary<ExamForm, TimeSpan> TimeLimits { get; init; } = ImmutableDictionary<ExamForm, TimeSpan>.Empty;

    /// <summary>The scenes of which one is drawn; empty for a task without scenes.</summary>
    public ImmutableArray<Scene> Scenes { get; init; } = [];

    public IEnumerable<Item> Items => Blocks.SelectMany(block => block.Items);

    /// <summary>Examined time in that form.</summary>
    public TimeSpan TimeLimitIn(ExamForm form) => TimeLimits.GetValueOrDefault(form, TimeLimit);

    /// <summary>Every rule of the task.</summary>
    public IEnumerable<Rule> Checks =>
        Items.SelectMany(item => item.Deductions).Select(deduction => deduction.Check).OfType<Rule>().Concat(Conflicts.Select(conflict => conflict.Check));
}

/// <summary>One line of the reset list.</summary>
/// <param name="Id">Stable name.</param>
/// <param name="Text">For people.</param>
/// <param name="Sensed">The input that tells it; null when the examiner ticks it.</param>
public sealed record ResetCondition(string Id, Bilingual Text, SwitchIs? Sensed);

/// <summary>Items whose losses together cannot exceed the block's points.</summary>
public sealed record Block(string Id, Bilingual Title, decimal Points, ImmutableArray<Item> Items);

/// <summary>One line of the score sheet; its losses cannot exceed its points.</summary>
public sealed record Item(string Id, Bilingual Title, decimal Points, ImmutableArray<Deduction> Deductions);

/// <summary>One thing that can be done wrong.</summary>
/// <param name="Id">Stable name, beginning with the item's.</param>
/// <param name="Text">The reason as people read it.</param>
/// <param name="Points">Lost each time it applies.</param>
/// <param name="MaxTimes">How many times at most; 1 when it is not repeated.</param>
/// <param name="IsVeto">否决项: fails the exam whatever the points.</param>
/// <param name="Kind">Who decides.</param>
/// <param name="Check">The machine's rule; null for a manual deduction. No means that it applies.</param>
public sealed record Deduction(
    string Id, Bilingual Text, decimal Points, int MaxTimes, bool IsVeto, DeductionKind Kind, Rule? Check);

/// <summary>Who decides on a deduction.</summary>
public enum DeductionKind
{
    /// <summary>The examiners.</summary>
    Manual = 0,

    /// <summary>The machine proposes, the examiners confirm.</summary>
    Proposed = 1,

    /// <summary>The machine; two people may override.</summary>
    Automatic = 2,
}

/// <summary>A demand that only broken evidence can fail.</summary>
/// <param name="Id">Stable name.</param>
/// <param name="Text">For people.</param>
/// <param name="Check">No means conflict.</param>
/// <param name="Doubts">Signals that then prove nothing: what rests on them becomes the examiners' decision.</param>
public sealed record ConflictCheck(string Id, Bilingual Text, Rule Check, ImmutableArray<string> Doubts);
