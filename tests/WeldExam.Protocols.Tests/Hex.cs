namespace WeldExam.Protocols.Tests;

internal static class Hex
{
    public static byte[] Of(string text) => Convert.FromHexString(text.Replace(" ", "", StringComparison.Ordinal));
}
