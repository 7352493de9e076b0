using System.Collections.Immutable;
using System.Text;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace WeldExam.Exam.Yaml;

/// <summary>Reads a YAML file of fields strictly: unknown, missing and impossible fields refuse it, each named by file, line and column.</summary>
public static class YamlFile
{
    private const int LargestFile = 1 << 20;

    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Reads <paramref name="bytes"/> by <paramref name="read"/>; the value is null exactly when there are errors.</summary>
    /// <param name="bytes">The file's bytes, UTF-8.</param>
    /// <param name="name">What errors call the file.</param>
    /// <param name="read">Asks for each field; what it does not ask for is refused.</param>
    public static (T? Value, ImmutableArray<YamlError> Errors) Read<T>(ReadOnlySpan<byte> bytes, string name, Func<YamlFields, T> read)
        where T : class
    {
        if (bytes.Length > LargestFile)
            return (null, [new(name, 1, 1, "file", $"is larger than {LargestFile} bytes")]);
        var errors = new YamlErrors(name);
        try
        {
            var stream = new YamlStream();
            using var text = new StringReader(Strict.GetString(bytes));
            stream.Load(text);
            if (stream.Documents is not [{ RootNode: YamlMappingNode root }])
                return (null, [new(name, 1, 1, "file", "must be one document of fields")]);
            var fields = new YamlFields(root, "", errors);
            var value = read(fields);
            fields.RefuseOthers();
            return errors.Any ? (null, errors.All) : (value, []);
        }
        catch (YamlException fault)
        {
            return (null, [new(name, fault.Start.Line, fault.Start.Column, "file", fault.Message)]);
        }
        catch (InvalidOperationException)
        {
            var end = UnclosedYaml.PlaceIn(Strict.GetString(bytes));
            return (null, [new(name, end.Line, end.Column, "file", UnclosedYaml.Message)]);
        }
        catch (DecoderFallbackException)
        {
            return (null, [new(name, 1, 1, "file", "is not UTF-8")]);
        }
    }
}
