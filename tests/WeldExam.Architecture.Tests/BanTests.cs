using WeldExam.Architecture.Tests.Probe;
using Xunit;

namespace WeldExam.Architecture.Tests;

/// <summary>The ban lists hold only where the compiler gets them, and only for names that exist.</summary>
public sealed class BanTests
{
    private static readonly string[] Hosts = ["WeldExam.EdgeGateway", "WeldExam.Ingest", "WeldExam.Simulators.Cli"];
    private static readonly string[] AtTheWorld = ["WeldExam.Drivers", "WeldExam.Simulators"];

    /// <summary>Each line uses one banned name; the list it stands in is the comment.</summary>
    private const string Banned = """
        using System;
        using System.IO;
        using System.Threading.Channels;
        using System.Threading.Tasks;

        namespace WeldExam.Probe;

        internal static class Banned
        {
            public static object A() => DateTime.Now;                          // BannedSymbols
            public static object B() => DateTimeOffset.UtcNow;                 // BannedSymbols
            public static object C() => Guid.NewGuid();                        // BannedSymbols
            public static object D() => new Random();                          // BannedSymbols
            public static object E() => System.Diagnostics.Stopwatch.StartNew(); // BannedSymbols
            public static object F() => Task.Delay(1);                         // BannedSymbols
            public static object G() => new System.Threading.PeriodicTimer(TimeSpan.Zero); // BannedSymbols
            public static object H() => Task.CompletedTask.ConfigureAwait(false); // BannedSymbols
            public static void I(FileStream file) => file.Flush(true);         // BannedSymbols
            public static object J() => Task.Run(() => 1);                     // Library
            public static object K(ChannelReader<int> reader) => reader.ReadAllAsync(); // Library
            public static void L() => Console.WriteLine();                     // Library
            public static object M() => File.ReadAllText("x");                 // Seams
            public static object N() => TimeProvider.System;                   // Seams
            public static object O() => new System.Net.Sockets.TcpClient();    // Seams
        }
        """;

    [Fact]
    public async Task Every_room_gets_the_ban_lists_of_its_place()
    {
        var (code, output) = await Sdk.RunAsync(Path.Combine(House.Root, "tests/WeldExam.Architecture.Tests/Probe"), "msbuild", "Bans.proj", "-nologo", "-tl:off");
        Assert.True(code == 0, output);
        var found = output.Split('\n').Select(line => line.Trim()).Where(line => line.StartsWith("ban ", StringComparison.Ordinal)).Select(line => line[4..]);
        Assert.Equal(House.Rooms.SelectMany(Due).Order(), found.Order());
    }

    [Fact]
    public async Task Code_that_uses_a_banned_name_does_not_compile()
    {
        var folder = Path.Combine(House.Root, "artifacts", "probe", "WeldExam.Probe");
        Directory.CreateDirectory(folder);
        await File.WriteAllTextAsync(Path.Combine(folder, "WeldExam.Probe.csproj"), "<Project Sdk=\"Microsoft.NET.Sdk\" />");
        await File.WriteAllTextAsync(Path.Combine(folder, "Banned.cs"), Banned);
        var (code, output) = await Sdk.RunAsync(folder, "build", "-nologo", "-tl:off", "-p:UseSharedCompilation=false", "-p:ArtifactsPath=" + Path.Combine(folder, "out"));
        Assert.NotEqual(0, code);
        var lines = Banned.Split('\n');
        for (var line = 1; line <= lines.Length; line++)
        {
            if (lines[line - 1].Contains("=>", StringComparison.Ordinal))
                Assert.Contains($"Banned.cs({line},", string.Join('\n', output.Split('\n').Where(text => text.Contains("error RS0030", StringComparison.Ordinal))), StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Every_banned_name_exists()
    {
        var lines = House.Files.Where(path => path.StartsWith("BannedSymbols", StringComparison.Ordinal)).SelectMany(path => House.Read(path).Split('\n', StringSplitOptions.RemoveEmptyEntries)).ToArray();
        Assert.True(lines.Length > 30);
        Assert.Equal([], lines.Where(line => !Exists(line.Split(';')[0].Trim())));
    }

    private static IEnumerable<string> Due(string room)
    {
        yield return $"{room}:BannedSymbols";
        if (!Hosts.Contains(room))
            yield return $"{room}:BannedSymbols.Library";
        if (!Hosts.Contains(room) && !AtTheWorld.Contains(room))
            yield return $"{room}:BannedSymbols.Seams";
    }

    /// <summary>Looks the documentation id up by type, member name and number of parameters.</summary>
    private static bool Exists(string id)
    {
        var name = id[2..].Split('(')[0];
        if (id[0] == 'T')
            return TypeOf(name) is not null;
        var dot = name.LastIndexOf('.');
        var member = name[(dot + 1)..].Split("``")[0].Replace("#ctor", ".ctor", StringComparison.Ordinal);
        var type = TypeOf(name[..dot].TrimEnd('.'));
        var depth = 0;
        var parameters = id.Contains('(', StringComparison.Ordinal) ? 1 + id.Count(sign => (depth += sign == '{' ? 1 : sign == '}' ? -1 : 0) == 0 && sign == ',') : 0;
        return type is not null && type.GetMembers().Any(found => found.Name == member
            && (found is not System.Reflection.MethodBase method || method.GetParameters().Length == parameters));
    }

    private static Type? TypeOf(string name)
    {
        string[] assemblies = ["System.Private.CoreLib", "System.Threading.Channels", "System.Diagnostics.Process", "System.ComponentModel.TypeConverter", "System.Net.Sockets", "System.Console", "System.Security.Cryptography", "System.Runtime.Extensions"];
        return assemblies.Select(assembly => Type.GetType($"{name}, {assembly}")).FirstOrDefault(type => type is not null);
    }
}
