namespace WeldExam.Exam.Results;

/// <summary>How far a result has come. A box never gets beyond <see cref="Provisional"/>: it says "practical passed" and nothing more.</summary>
public enum ResultStatus
{
    /// <summary>Added up where the parts were sealed.</summary>
    Provisional = 0,

    /// <summary>The centre has checked every chain and scored every part again to the same bytes.</summary>
    Verified = 1,

    /// <summary>By a named chief examiner or the exam centre.</summary>
    Confirmed = 2,
    Published = 3,

    /// <summary>Void, for good.</summary>
    Annulled = 4,
}
