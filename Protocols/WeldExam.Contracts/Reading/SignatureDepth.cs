namespace WeldExam.Contracts.Reading;

/// <summary>Which signatures a reading checks. The chain of hashes is always checked whole.</summary>
public enum SignatureDepth
{
    /// <summary>Each block's.</summary>
    Every,

    /// <summary>The last of each epoch: it vouches by the chain for all blocks of the epoch before it.</summary>
    LastOfEpoch,
}
