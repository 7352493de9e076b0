using WeldExam.Exam.Yaml;

namespace WeldExam.Drivers.Profiles;

/// <summary>An address as a maker's sheet writes it: decimal or hexadecimal wire address, <c>4x0001</c>, <c>400001</c>, or <c>40001</c>
/// where the profile says which of its two meanings holds. A guess here would read a neighbour's value for right, so it is refused.</summary>
internal static class RegisterNumber
{
    private const int Last = 0xFFFF;
    private const long LargestSixDigits = 465_536;

    public static ushort Read(YamlFields fields, RegisterKind from, AddressNotation? notation)
    {
        var text = fields.Text("address");
        if (text.Length is > 5 and < 8 && text[1] == 'x' && text[0] is '1' or '3' or '4' && text[2..].All(char.IsAsciiDigit))
            return Numbered(fields, from, text[0] - '0', int.Parse(text[2..]));
        var number = fields.Number("address", 0, LargestSixDigits);
        if (text.Length > 1 && text[0] == '0' && !text.StartsWith("0x", StringComparison.Ordinal))
            fields.Complain("address", $"'{text}' may count from zero or from one: write it without leading zeros, from zero as on the wire");
        else if (number > Last)
            return Numbered(fields, from, (int)(number / 100_000), (int)(number % 100_000));
        else if (notation == AddressNotation.Modicon && !text.StartsWith("0x", StringComparison.Ordinal))
            return Numbered(fields, from, (int)(number / 10_000), (int)(number % 10_000));
        else if (notation is null && number is > 10_000 and < 50_000 && number / 10_000 != 2 && !text.StartsWith("0x", StringComparison.Ordinal))
            fields.Complain("address", Ambiguous(number));
        return (ushort)number;
    }

    private static string Ambiguous(long number) =>
        $"'{number}' can be register number {number / 10_000}x{number % 10_000:D4} (address {(number % 10_000) - 1}) or address {number}: "
        + $"write {(number % 10_000) - 1} or 0x{number:X4}, or state 'addresses: modicon' or 'addresses: wire'";

    private static ushort Numbered(YamlFields fields, RegisterKind from, int table, int number)
    {
        if (table != TableOf(from))
            fields.Complain("address", $"is a number of table {table}x, but 'from: {from.ToString().ToLowerInvariant()}' is table {TableOf(from)}x");
        else if (number is < 1 or > Last + 1)
            fields.Complain("address", $"register numbers go from {table}x0001 to {table}x65536");
        return (ushort)Math.Clamp(number - 1, 0, Last);
    }

    private static int TableOf(RegisterKind from) => from switch
    {
        RegisterKind.Coil => 0,
        RegisterKind.Discrete => 1,
        RegisterKind.Input => 3,
        _ => 4,
    };
}
