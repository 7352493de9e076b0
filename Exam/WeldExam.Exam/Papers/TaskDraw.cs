using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using WeldExam.Exam.Journal;

namespace WeldExam.Exam.Papers;

/// <summary>Drawing a task: the pool is sorted by SHA-256(seed, paper, sitting, subject, task id), which is a fair shuffle that anybody can repeat.
/// The system takes the first; a candidate picks a place in that order without seeing it.</summary>
public static class TaskDraw
{
    /// <summary>Draws.</summary>
    /// <param name="paper">The paper.</param>
    /// <param name="asked">The draw as it is asked for: its task and scene are not read.</param>
    /// <returns>With task and scene; null when the pool is empty, names a task that the subject has not, or has no such lot.</returns>
    public static TaskDrawn? Draw(Paper paper, TaskDrawn asked)
    {
        var isPool = asked.Pool.Length > 0 && asked.Pool.Distinct().Count() == asked.Pool.Length
            && asked.Pool.All(id => paper.Task(id)?.Subject == asked.Subject);
        var isLot = asked.Method == DrawMethod.Candidate ? asked.Lot >= 1 && asked.Lot <= asked.Pool.Length : asked.Lot is null;
        if (!isPool || !isLot || asked.Method == DrawMethod.Free || paper.Hash != asked.Paper)
            return null;
        var task = Order(asked, "task", asked.Pool)[(asked.Lot ?? 1) - 1];
        var scenes = paper.Task(task)!.Scenes;
        return asked with { Task = task, Scene = scenes.IsEmpty ? null : Order(asked, "scene", scenes.Select(scene => scene.Id))[0] };
    }

    /// <summary>Whether the record gives what it says was drawn.</summary>
    public static bool Recomputes(Paper paper, TaskDrawn drawn) =>
        Draw(paper, drawn) is { } again && again.Task == drawn.Task && again.Scene == drawn.Scene;

    private static ImmutableArray<string> Order(TaskDrawn draw, string of, IEnumerable<string> names) =>
        [.. names.OrderBy(name => Rank(draw, of, name), StringComparer.Ordinal)];

    private static string Rank(TaskDrawn draw, string of, string name)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(draw.Seed.ToArray());
        hash.AppendData(draw.Paper.ToArray());
        hash.AppendData(draw.Sitting.Value.ToByteArray(bigEndian: true));
        hash.AppendData(Encoding.UTF8.GetBytes($"{of}\n{draw.Subject}\n{name}"));
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
