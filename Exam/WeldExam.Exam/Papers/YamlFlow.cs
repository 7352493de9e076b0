using System.Buffers;
using System.Text;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace WeldExam.Exam.Papers;

/// <summary>A piece of YAML on one line, as a person would write it.</summary>
internal static class YamlFlow
{
    private static readonly SearchValues<char> Structural = SearchValues.Create(",:{}[]\"#");

    public static string Of(YamlNode node)
    {
        var text = new StringBuilder();
        Append(text, node);
        return text.ToString();
    }

    private static void Append(StringBuilder text, YamlNode node)
    {
        switch (node)
        {
            case YamlMappingNode mapping:
                var separator = "{";
                foreach (var (key, value) in mapping.Children)
                {
                    text.Append(separator);
                    Append(text, key);
                    text.Append(": ");
                    Append(text, value);
                    separator = ", ";
                }

                text.Append(mapping.Children.Count == 0 ? "{}" : "}");
                break;
            case YamlSequenceNode sequence:
                text.Append('[');
                for (var i = 0; i < sequence.Children.Count; i++)
                {
                    text.Append(i == 0 ? string.Empty : ", ");
                    Append(text, sequence.Children[i]);
                }

                text.Append(']');
                break;
            case YamlScalarNode { Value: var value, Style: var style }:
                text.Append(style == ScalarStyle.Plain || !IsAmbiguous(value ?? string.Empty) ? value : $"\"{value}\"");
                break;
        }
    }

    /// <summary>Whether quotes made it a text: unquoted it would be a number, or end the field.</summary>
    private static bool IsAmbiguous(string value) => value.Length == 0 || char.IsAsciiDigit(value[0]) || value.AsSpan().ContainsAny(Structural);
}
