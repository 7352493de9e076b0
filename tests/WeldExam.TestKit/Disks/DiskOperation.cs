namespace WeldExam.TestKit.Disks;

/// <summary>What can go wrong on a disk.</summary>
public enum DiskOperation
{
    Create,
    Open,
    Append,
    Sync,
    Read,
    Replace,
}
