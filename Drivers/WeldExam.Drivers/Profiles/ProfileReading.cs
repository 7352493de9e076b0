using System.Collections.Immutable;
using WeldExam.Exam.Yaml;

namespace WeldExam.Drivers.Profiles;

/// <summary>A profile, or every error of its file; never both.</summary>
public sealed record ProfileReading(DeviceProfile? Profile, ImmutableArray<YamlError> Errors);
