using System.Text;

namespace WeldExam.Simulators.Cards;

/// <summary>A synthetic second-generation resident card. Names are made up; numbers come from <see cref="IdNumber"/>.</summary>
public sealed record ResidentCard
{
    public const int TextLength = 256;
    public const int PhotoLength = 1024;

    /// <summary>What the scenario calls the card; the only name that reaches a log.</summary>
    public required string Label { get; init; }

    public required string Name { get; init; }

    public bool IsMale { get; init; } = true;

    /// <summary>GB/T 3304 code, 01 is Han.</summary>
    public string Nation { get; init; } = "01";

    public DateOnly Born { get; init; } = new(1990, 1, 1);

    public required string Number { get; init; }

    public string Address { get; init; } = "模拟省模拟市模拟路1号";

    public string Issuer { get; init; } = "模拟市公安局";

    public DateOnly ValidFrom { get; init; } = new(2020, 1, 1);

    /// <summary>Null is 长期.</summary>
    public DateOnly? ValidTo { get; init; } = new(2040, 1, 1);

    /// <summary>False: the card is found but never selected (SW3 81).</summary>
    public bool AnswersSelect { get; init; } = true;

    /// <summary>Fingerprint block on the chip, for 30 10.</summary>
    public bool HasPrints { get; init; }

    /// <summary>The 256 bytes of text, UTF-16LE, padded with blanks.</summary>
    public byte[] Text()
    {
        var text = new StringBuilder(TextLength / 2);
        text.Append(Field(Name, 30)).Append(IsMale ? '1' : '2').Append(Field(Nation, 4)).Append(Day(Born))
            .Append(Field(Address, 70)).Append(Field(Number, 36)).Append(Field(Issuer, 30))
            .Append(Day(ValidFrom)).Append(ValidTo is { } to ? Day(to) : Field("长期", 16)).Append(' ', 18);
        return Encoding.Unicode.GetBytes(text.ToString());
    }

    /// <summary>Bytes in the place of the coded photo: not decodable, the same for the same number.</summary>
    public byte[] Photo() => Filled(PhotoLength, "WLf"u8);

    public byte[] Prints() => HasPrints ? Filled(1024, "C"u8) : [];

    private static string Field(string value, int bytes)
        => value.Length > bytes / 2 ? value[..(bytes / 2)] : value.PadRight(bytes / 2);

    private static string Day(DateOnly day) => day.ToString("yyyyMMdd", System.Globalization.CultureInfo.InvariantCulture);

    private byte[] Filled(int length, ReadOnlySpan<byte> head)
    {
        var seed = 17;
        foreach (var character in Number)
            seed = unchecked((seed * 31) + character);
        var bytes = new byte[length];
        new Random(seed).NextBytes(bytes);
        head.CopyTo(bytes);
        return bytes;
    }
}
