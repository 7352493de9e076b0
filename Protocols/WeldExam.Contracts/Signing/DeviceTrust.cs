using System.Collections.Immutable;

namespace WeldExam.Contracts.Signing;

/// <summary>Which device keys speak for which box, and in which suite. Old keys stay, so that old evidence still verifies.</summary>
public sealed record DeviceTrust(ISignatureSuite Suite, ImmutableDictionary<string, ImmutableArray<ReadOnlyMemory<byte>>> KeysOfBox)
{
    public static DeviceTrust Of(ISignatureSuite suite, string box, ReadOnlyMemory<byte> deviceKey) =>
        new(suite, ImmutableDictionary<string, ImmutableArray<ReadOnlyMemory<byte>>>.Empty.Add(box, [deviceKey]));

    /// <summary>Whether one of the box's device keys signed the certificate.</summary>
    public bool Accepts(EvidenceCertificate certificate, CoseSign1 message) =>
        KeysOfBox.TryGetValue(certificate.Box, out var keys) && keys.Any(key => message.IsSignedBy(key.Span, Suite));

    public DeviceTrust With(string box, ReadOnlyMemory<byte> deviceKey) => this with
    {
        KeysOfBox = KeysOfBox.SetItem(box, [.. KeysOfBox.GetValueOrDefault(box, []), deviceKey]),
    };
}
