using System.Collections.Immutable;
using System.Text;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace WeldExam.Drivers.Profiles;

/// <summary>Reads profile files (YAML). Strict: an unknown field, a missing one or an impossible value refuses the file.</summary>
public static class ProfileFile
{
    private const int LargestFile = 1 << 20;

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
            return Refused(new ProfileError(Path.GetFileName(path), 1, 1, "file", $"cannot be read: {fault.Message}"));
        }
    }

    /// <summary>Reads a file that is already in memory.</summary>
    /// <param name="bytes">The file's bytes, UTF-8.</param>
    /// <param name="name">What errors call the file.</param>
    public static ProfileReading Read(ReadOnlySpan<byte> bytes, string name)
    {
        if (bytes.Length > LargestFile)
            return Refused(new ProfileError(name, 1, 1, "file", $"is larger than {LargestFile} bytes"));
        var complaints = new ProfileComplaints(name);
        try
        {
            var stream = new YamlStream();
            using var text = new StringReader(new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true).GetString(bytes));
            stream.Load(text);
            if (stream.Documents is not [{ RootNode: YamlMappingNode root }])
                return Refused(new ProfileError(name, 1, 1, "file", "must be one document of fields"));
            var profile = ProfileParser.Parse(new ProfileFields(root, "", complaints), ProfileHash.Of(bytes));
            return complaints.Any || profile is null ? new ProfileReading(null, complaints.All) : new ProfileReading(profile, []);
        }
        catch (YamlException fault)
        {
            return Refused(new ProfileError(name, fault.Start.Line, fault.Start.Column, "file", fault.Message));
        }
        catch (DecoderFallbackException)
        {
            return Refused(new ProfileError(name, 1, 1, "file", "is not UTF-8"));
        }
    }

    private static ProfileReading Refused(ProfileError error) => new(null, [error]);
}
