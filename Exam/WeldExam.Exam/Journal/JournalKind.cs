namespace WeldExam.Exam.Journal;

/// <summary>What a journal is about. The numbers are part of the journal format.</summary>
public enum JournalKind
{
    /// <summary>One subject of one candidate at one station.</summary>
    Part = 0,

    /// <summary>A station's day: readiness, adopted files, faults.</summary>
    Station = 1,

    /// <summary>The closing of one sitting: which sealed parts make its total.</summary>
    Sitting = 2,

    /// <summary>What happened after a seal.</summary>
    Addendum = 3,

    /// <summary>The desk's day.</summary>
    Desk = 4,

    /// <summary>The centre's own record.</summary>
    Centre = 5,
}
