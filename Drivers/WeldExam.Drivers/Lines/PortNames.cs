using System.Globalization;

namespace WeldExam.Drivers.Lines;

/// <summary>Whether the name of a serial port still means the same adapter after a restart or a re-plug, and which name does.</summary>
/// <param name="root">Where <c>dev</c> and <c>sys</c> lie: <c>/</c> on a box.</param>
public sealed class PortNames(string root)
{
    private const int ShortestOwnSerial = 5;
    private static readonly string[] NumberedKinds = ["ttyUSB", "ttyACM", "ttyXRUSB"];

    private readonly string _byId = Path.Combine(root, "dev/serial/by-id");
    private readonly string _byPath = Path.Combine(root, "dev/serial/by-path");

    /// <summary>Why <paramref name="path"/> must not stand in a configuration; null when it may. A port that is not plugged in is judged
    /// by its name alone.</summary>
    public string? WhyNot(string path)
    {
        var folder = Path.GetDirectoryName(path);
        if (folder == Path.Combine(root, "dev") && IsNumbered(Path.GetFileName(path)))
            return $"is numbered in the order of plugging in; {Advice(path)}";
        return folder == _byId && File.Exists(path) && !HasOwnSerial(path)
            ? $"names every adapter of this kind, for it has no serial number of its own; {Advice(path)}"
            : null;
    }

    private string Advice(string path)
    {
        if (!File.Exists(path))
            return "plug it in and run the check again to see its lasting name, or look into /dev/serial";
        var device = Real(path);
        var name = HasOwnSerial(path) ? LinkTo(device, _byId) : null;
        return (name ?? LinkTo(device, _byPath)) is { } lasting ? $"write {lasting}" : "it has no lasting name in /dev/serial";
    }

    // Of several links the shortest, then the first by letter: the same advice each time.
    private static string? LinkTo(string device, string folder) => Directory.Exists(folder)
        ? Directory.EnumerateFileSystemEntries(folder).Where(link => Real(link) == device).OrderBy(link => link.Length).ThenBy(link => link, StringComparer.Ordinal).FirstOrDefault()
        : null;

    // Some makers give every adapter the serial number 0001: that is none.
    private bool HasOwnSerial(string path)
    {
        var device = new DirectoryInfo(Path.Combine(root, "sys/class/tty", Path.GetFileName(Real(path)), "device"));
        for (var folder = device.ResolveLinkTarget(returnFinalTarget: true) as DirectoryInfo; folder is not null; folder = folder.Parent)
        {
            if (!File.Exists(Path.Combine(folder.FullName, "idVendor")))
                continue;
            var serial = Path.Combine(folder.FullName, "serial");
            return File.Exists(serial) && File.ReadAllText(serial).Trim().Length >= ShortestOwnSerial;
        }

        return false;
    }

    private static string Real(string path) => File.ResolveLinkTarget(path, returnFinalTarget: true)?.FullName ?? path;

    private static bool IsNumbered(string name) =>
        Array.Exists(NumberedKinds, kind => name.StartsWith(kind, StringComparison.Ordinal) && int.TryParse(name.AsSpan(kind.Length), NumberStyles.None, CultureInfo.InvariantCulture, out _));
}
