using System.Collections.Immutable;
using WeldExam.Drivers.Profiles;

namespace WeldExam.EdgeGateway.Running;

/// <summary>The device profiles: those that come with the product, and the point's own, which may not take a shipped one's name.</summary>
internal static class ProfileShelf
{
    public static async Task<(ImmutableDictionary<string, DeviceProfile> Profiles, ImmutableArray<string> Problems)> LoadAsync(
        string? ownFolder, CancellationToken cancel)
    {
        var profiles = ImmutableDictionary.CreateBuilder<string, DeviceProfile>(StringComparer.Ordinal);
        var problems = ImmutableArray.CreateBuilder<string>();
        foreach (var folder in ownFolder is null ? [ProfileFile.ShippedFolder] : new[] { ProfileFile.ShippedFolder, ownFolder })
        {
            if (!Directory.Exists(folder))
                problems.Add($"{folder}: no such folder of device profiles");
            foreach (var (name, reading) in await ProfileFile.LoadFolderAsync(folder, cancel))
            {
                problems.AddRange(reading.Errors.Select(error => (error with { File = Path.Combine(folder, error.File) }).ToString()));
                if (reading.Profile is { } profile && !profiles.TryAdd(name, profile))
                    problems.Add($"{folder}/{name}.yaml: a profile of that name comes with the product");
            }
        }

        return (profiles.ToImmutable(), problems.ToImmutable());
    }
}
