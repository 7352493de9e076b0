using System.Collections.Immutable;

namespace WeldExam.Simulators.Wire;

/// <summary>One connection to a link without a wire. One caller at a time.</summary>
public sealed class MemoryTalk
{
    private readonly IConversation _talk;

    internal MemoryTalk(IConversation talk, bool isDown) => (_talk, IsDown) = (talk, isDown);

    /// <summary>The plug was pulled, or the protocol broken beyond repair: nothing is heard or said any more.</summary>
    public bool IsDown { get; internal set; }

    /// <summary>The bytes reach the devices now.</summary>
    /// <returns>What is said to them, each after its wait; the time of the bytes themselves on a wire is the caller's to add.</returns>
    public ImmutableArray<MemoryAnswer> Hear(ReadOnlySpan<byte> bytes)
    {
        var answers = ImmutableArray.CreateBuilder<MemoryAnswer>();
        if (IsDown)
            return [];
        IsDown = !_talk.Take(bytes);
        while (_talk.TryAnswer(out var answer))
            answers.Add(new(answer.Bytes, answer.Wait));
        return answers.ToImmutable();
    }
}

/// <summary>Bytes that a device says.</summary>
/// <param name="Bytes">The frame, or what a fault made of it.</param>
/// <param name="Wait">From the question to its first byte.</param>
public sealed record MemoryAnswer(ReadOnlyMemory<byte> Bytes, TimeSpan Wait);
