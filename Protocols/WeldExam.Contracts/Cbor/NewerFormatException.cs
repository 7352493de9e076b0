namespace WeldExam.Contracts.Cbor;

/// <summary>The bytes are well formed but say something that only a newer version of the format names.</summary>
public sealed class NewerFormatException() : Exception("written by a newer version of the format");
