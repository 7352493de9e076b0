namespace WeldExam.Contracts.Cbor;

/// <summary>The CBOR major types (RFC 8949 §3.1) that journals use; floating point and simple values never occur.</summary>
public enum MajorType
{
    Unsigned = 0,
    Negative = 1,
    Bytes = 2,
    Text = 3,
    Array = 4,
    Map = 5,
    Tag = 6,
}
