using WeldExam.EdgeGateway.Commands.Devices;
using WeldExam.Exam.Journal;
using WeldExam.Exam.Signals;

namespace WeldExam.EdgeGateway.Commands.Sheets;

/// <summary>Where a part was held and what its meters read, as its journal declares it.</summary>
internal static class PartText
{
    public static IEnumerable<string> Of(PartOpening part)
    {
        if (part.Rig is { } rig)
            yield return "   " + Spoken.Line("sheet.rig", rig);
        foreach (var channel in part.Channels.Where(channel => channel.Kind == ChannelKind.Analog))
        {
            yield return "   " + Spoken.Line(channel.Waveform switch
            {
                Waveform.Dc => "sheet.meterDc",
                Waveform.AcTrueRms => "sheet.meterAc",
                _ => "sheet.meterUnsaid",
            }, channel.Signal, channel.Device);
        }
    }
}
