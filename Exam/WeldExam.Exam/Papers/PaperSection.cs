using System.Collections.Immutable;

namespace WeldExam.Exam.Papers;

/// <summary>One of the files that a paper consists of, as it lies in the bundle.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Name">Its file name; empty for the main file.</param>
/// <param name="FirstLine">Line of the bundle at which it begins, from 1.</param>
/// <param name="Offset">Where its bytes begin in the bundle.</param>
/// <param name="Bytes">The file, byte for byte.</param>
public sealed record PaperSection(PaperSectionKind Kind, string Name, int FirstLine, int Offset, ImmutableArray<byte> Bytes);

/// <summary>What a file of a paper is.</summary>
public enum PaperSectionKind
{
    /// <summary>Names, signals, arcs, subjects, terms.</summary>
    Main = 0,

    /// <summary>One task.</summary>
    Task = 1,

    /// <summary>A regional variant of everything before it.</summary>
    Overlay = 2,
}
