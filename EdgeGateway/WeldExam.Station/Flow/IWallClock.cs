using WeldExam.Exam.Journal;

namespace WeldExam.Station.Flow;

/// <summary>What the box knows of UTC.</summary>
public interface IWallClock
{
    /// <summary>UTC now, who vouches for it and how far off it may be.</summary>
    ClockAnchor Read();
}
