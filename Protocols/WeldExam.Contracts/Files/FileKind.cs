namespace WeldExam.Contracts.Files;

/// <summary>What a signed file is. The numbers are part of the file format.</summary>
public enum FileKind
{
    Paper = 0,
    Roster = 1,

    /// <summary>A permission of the centre, <see cref="PaperPolicy"/>.</summary>
    Policy = 2,

    /// <summary>The staff of a point and the rules on who may act.</summary>
    Staff = 3,
}

/// <summary>The kinds as topics and journals spell them.</summary>
public static class FileKinds
{
    public static string Word(FileKind kind) => kind switch
    {
        FileKind.Paper => "paper",
        FileKind.Roster => "roster",
        FileKind.Policy => "policy",
        FileKind.Staff => "staff",
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };

    public static bool TryParse(string word, out FileKind kind)
    {
        kind = word switch
        {
            "roster" => FileKind.Roster,
            "policy" => FileKind.Policy,
            "staff" => FileKind.Staff,
            _ => FileKind.Paper,
        };
        return word is "paper" or "roster" or "policy" or "staff";
    }
}
