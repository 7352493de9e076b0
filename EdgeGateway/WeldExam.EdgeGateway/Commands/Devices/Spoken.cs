using WeldExam.EdgeGateway.Texts;

namespace WeldExam.EdgeGateway.Commands.Devices;

/// <summary>Lines for a technician at a terminal: Chinese, then English, from the one catalogue.</summary>
internal static class Spoken
{
    private static readonly Catalogue Texts = Catalogue.Load();

    public static string Line(string code, params object[] arguments)
    {
        var text = Texts.Of(code);
        return $"{string.Format(text.Zh, arguments)} · {string.Format(text.En, arguments)}";
    }
}
