using System.Collections.Immutable;
using WeldExam.Exam.Yaml;

namespace WeldExam.Drivers.Profiles;

/// <summary>Reads profile files (YAML). Strict: an unknown field, a missing one or an impossible value refuses the file.</summary>
public static class ProfileFile
{
    /// <summary>The profiles that come with the product.</summary>
    public static string ShippedFolder => Path.Combine(AppContext.BaseDirectory, "profiles");

    /// <summary>Reads every <c>*.yaml</c> of a folder, by file name without its ending. A folder that is not there is empty.</summary>
    public static async Task<ImmutableSortedDictionary<string, ProfileReading>> LoadFolderAsync(string folder, CancellationToken cancel)
    {
        var readings = ImmutableSortedDictionary.CreateBuilder<string, ProfileReading>(StringComparer.Ordinal);
        if (!Directory.Exists(folder))
            return readings.ToImmutable();
        foreach (var path in Directory.EnumerateFiles(folder, "*.yaml"))
            readings[Path.GetFileNameWithoutExtension(path)] = await LoadAsync(path, cancel);
        return readings.ToImmutable();
    }

    /// <summary>Reads one file; a file that cannot be read is an error like any other.</summary>
    public static async Task<ProfileReading> LoadAsync(string path, CancellationToken cancel)
    {
        try
        {
            return Read(await File.ReadAllBytesAsync(path, cancel), Path.GetFileName(path));
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return Refused(new YamlError(Path.GetFileName(path), 1, 1, "file", $"cannot be read: {fault.Message}"));
        }
    }

    /// <summary>Reads a file that is already in memory.</summary>
    /// <param name="bytes">The file's bytes, UTF-8.</param>
    /// <param name="name">What errors call the file.</param>
    public static ProfileReading Read(ReadOnlySpan<byte> bytes, string name)
    {
        var hash = ProfileHash.Of(bytes);
        var (profile, errors) = YamlFile.Read<DeviceProfile>(bytes, name, fields => ProfileParser.Parse(fields, hash)!);
        return new(profile, errors);
    }

    private static ProfileReading Refused(YamlError error) => new(null, [error]);
}
