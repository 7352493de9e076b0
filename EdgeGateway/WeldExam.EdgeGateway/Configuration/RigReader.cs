using System.Collections.Immutable;
using WeldExam.Exam.Outputs;
using WeldExam.Exam.Signals;
using WeldExam.Exam.Yaml;
using WeldExam.Station.Acquisition;

namespace WeldExam.EdgeGateway.Configuration;

/// <summary>Reads a station's <c>rigs</c>: which machine, meter and inputs serve which tasks. A station without them is one rig.</summary>
internal static class RigReader
{
    private const int LastProcess = 999; // ISO 4063

    public static ImmutableArray<Rig> Read(YamlFields station, IReadOnlyCollection<string> signals)
    {
        if (!station.Has("rigs"))
            return [];
        ImmutableArray<(YamlFields Fields, Rig Rig)> rigs =
            [.. station.Sections("rigs", required: true).Select(fields => (fields, ReadOne(fields, signals)))];
        var (names, tasks) = (new HashSet<string>(), new HashSet<string>());
        foreach (var (fields, rig) in rigs)
        {
            if (rig.Name.Length > 0 && !names.Add(rig.Name))
                fields.Complain("name", $"two rigs are called '{rig.Name}'");
            foreach (var task in rig.Tasks.Where(task => !tasks.Add(task)))
                fields.Complain("tasks", $"{task} belongs to more than one rig, or twice to this");
        }

        return [.. rigs.Select(pair => pair.Rig)];
    }

    private static Rig ReadOne(YamlFields fields, IReadOnlyCollection<string> signals)
    {
        var rig = new Rig(GatewayConfigFile.Name(fields, "name"), fields.Texts("tasks"), Signals(fields, signals))
        {
            Processes = [.. fields.OptionalNumbers("processes", 1, LastProcess).Select(process => (int)process)],
            Waveform = fields.OptionalChoice<Waveform>("waveform"),
        };
        if (rig.Waveform is not null && rig.Current is null)
            fields.Complain("waveform", "says what a meter must read: this rig has no signal 'current'");
        fields.RefuseOthers();
        return rig;
    }

    private static ImmutableSortedDictionary<string, string> Signals(YamlFields fields, IReadOnlyCollection<string> signals)
    {
        var read = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        if (fields.Section("signals") is not { } section)
            return read.ToImmutable();
        foreach (var name in section.Names)
        {
            var signal = section.Text(name);
            if (name is Arming.EmergencyStopSignal or Arming.OverCurrentSignal)
                section.Complain(name, $"'{name}' belongs to the whole station");
            else if (signals.Contains(name))
                section.Complain(name, $"'{name}' is a signal of the station itself: a rig's have other names there, such as {fields.OptionalText("name")}-{name}");
            if (signal.Length > 0 && !signals.Contains(signal))
                section.Complain(name, $"the station has no signal '{signal}'");
            else if (read.ContainsValue(signal))
                section.Complain(name, $"'{signal}' is there twice");
            read[name] = signal;
        }

        section.RefuseOthers();
        return read.ToImmutable();
    }
}
