using System.Collections.Immutable;
using YamlDotNet.Core;

namespace WeldExam.Drivers.Profiles;

/// <summary>Collects what is wrong in one file, so that a technician sees all of it at once.</summary>
internal sealed class ProfileComplaints(string file)
{
    private readonly List<ProfileError> _errors = [];

    public ImmutableArray<ProfileError> All => [.. _errors.OrderBy(error => error.Line).ThenBy(error => error.Column)];

    public bool Any => _errors.Count > 0;

    public void Add(Mark at, string field, string message) => _errors.Add(new ProfileError(file, at.Line, at.Column, field, message));
}
