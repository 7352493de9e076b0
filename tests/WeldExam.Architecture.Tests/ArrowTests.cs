using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Xml.Linq;
using Xunit;

namespace WeldExam.Architecture.Tests;

/// <summary>Who may know whom (docs/ARCHITECTURE.md, Rooms). Arrows point inward, to Exam, Protocols and Contracts.</summary>
public sealed class ArrowTests
{
    private static readonly Dictionary<string, string[]> Allowed = new()
    {
        ["WeldExam.Protocols"] = [],
        ["WeldExam.Exam"] = [],
        ["WeldExam.Contracts"] = ["WeldExam.Exam"],
        ["WeldExam.Drivers"] = ["WeldExam.Exam", "WeldExam.Protocols"],
        ["WeldExam.Station"] = ["WeldExam.Exam", "WeldExam.Contracts", "WeldExam.Protocols", "WeldExam.Drivers"],
        ["WeldExam.EdgeGateway"] = ["WeldExam.Exam", "WeldExam.Contracts", "WeldExam.Protocols", "WeldExam.Drivers", "WeldExam.Station", "WeldExam.Uplink"],
        ["WeldExam.Uplink"] = ["WeldExam.Contracts", "WeldExam.Exam"],
        ["WeldExam.Centre"] = ["WeldExam.Contracts", "WeldExam.Exam"],
        ["WeldExam.Ingest"] = ["WeldExam.Contracts", "WeldExam.Exam", "WeldExam.Centre", "WeldExam.Uplink"], // the same link to a broker, from the other end
        ["WeldExam.Simulators"] = [],
        ["WeldExam.Simulators.Cli"] = ["WeldExam.Simulators"],
    };

    private static readonly Dictionary<string, string> AssemblyOf = new()
    {
        ["WeldExam.EdgeGateway"] = "weldexam",
        ["WeldExam.Ingest"] = "weldexam-centre",
        ["WeldExam.Simulators.Cli"] = "weldexam-sim",
    };

    public static TheoryData<string> Rooms => [.. House.Rooms];

    [Fact]
    public void Every_room_has_its_line_in_the_table() => Assert.Equal(Allowed.Keys.Order(), House.Rooms.Order());

    /// <summary>Reads the project file, so that a reference nobody uses yet is seen as well.</summary>
    [Theory]
    [MemberData(nameof(Rooms))]
    public void A_project_refers_to_allowed_rooms_only(string room)
    {
        var project = House.Projects.Single(path => House.NameOf(path) == room);
        var references = XDocument.Parse(House.Read(project)).Descendants("ProjectReference")
            .Select(reference => House.NameOf(reference.Attribute("Include")!.Value.Replace('\\', '/')));
        Assert.Empty(references.Except(Allowed[room]));
    }

    /// <summary>References pass through: a room could use what it never named.</summary>
    [Theory]
    [MemberData(nameof(Rooms))]
    public void An_assembly_uses_allowed_rooms_only(string room)
    {
        using var file = Open(room);
        var metadata = file.GetMetadataReader();
        var used = metadata.AssemblyReferences
            .Select(handle => metadata.GetString(metadata.GetAssemblyReference(handle).Name))
            .Where(name => name.StartsWith("WeldExam", StringComparison.OrdinalIgnoreCase));
        Assert.Empty(used.Except(Allowed[room]));
    }

    [Fact]
    public void Drivers_know_neither_the_journal_nor_the_exam_s_rules()
    {
        string[] closed = ["WeldExam.Exam.Journal", "WeldExam.Exam.Papers", "WeldExam.Exam.Rules", "WeldExam.Exam.Scores", "WeldExam.Exam.Sessions"];
        Assert.Equal([], NamespacesUsedBy("WeldExam.Drivers").Where(used => closed.Any(name => used.StartsWith(name, StringComparison.Ordinal))));
    }

    [Fact]
    public void The_test_above_sees_a_namespace_that_is_used() =>
        Assert.Contains("WeldExam.Exam.Journal", NamespacesUsedBy("WeldExam.Contracts"));

    [Theory]
    [InlineData("WeldExam.Drivers", "MQTTnet")]
    [InlineData("WeldExam.Station", "LiteDB")]
    [InlineData("WeldExam.Station", "Microsoft.AspNetCore")]
    [InlineData("WeldExam.Uplink", "LiteDB")]
    [InlineData("WeldExam.Centre", "MQTTnet")]
    [InlineData("WeldExam.Centre", "Microsoft.AspNetCore")]
    [InlineData("WeldExam.Exam", "System.Net.Sockets")]
    [InlineData("WeldExam.Contracts", "System.Net.Sockets")]
    [InlineData("WeldExam.Protocols", "System.Net.Sockets")]
    [InlineData("WeldExam.Protocols", "System.IO.Ports")]
    public void What_belongs_to_a_host_or_another_room_stays_there(string room, string library)
    {
        using var file = Open(room);
        var metadata = file.GetMetadataReader();
        Assert.DoesNotContain(
            metadata.AssemblyReferences.Select(handle => metadata.GetString(metadata.GetAssemblyReference(handle).Name)),
            name => name.StartsWith(library, StringComparison.Ordinal));
    }

    private static HashSet<string> NamespacesUsedBy(string room)
    {
        using var file = Open(room);
        var metadata = file.GetMetadataReader();
        return [.. metadata.TypeReferences.Select(handle => metadata.GetString(metadata.GetTypeReference(handle).Namespace))];
    }

    private static PEReader Open(string room) =>
        new(File.OpenRead(Path.Combine(AppContext.BaseDirectory, AssemblyOf.GetValueOrDefault(room, room) + ".dll")));
}
