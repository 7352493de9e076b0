using System.Collections.Immutable;
using WeldExam.Simulators.Cards;
using YamlDotNet.RepresentationModel;

namespace WeldExam.Simulators.Scenarios;

/// <summary>The <c>cards</c> of a scenario: a map from the card's label to what stands on it.</summary>
internal static class CardSection
{
    private static readonly ImmutableArray<string> StandardExamples = ["11010519491231002X", "440524188001010014"];

    public static ImmutableArray<ResidentCard> Read(YamlNode? section, YamlPlace place)
    {
        if (section is not YamlMappingNode cards)
        {
            if (section is not null)
                place.Fail(section, "expected cards by their labels here");
            return [];
        }

        return [.. cards.Children.Select((pair, i) => ReadOne(pair.Key.ToString(), new YamlMap(pair.Value, place), i, place))];
    }

    private static ResidentCard ReadOne(string label, YamlMap map, int index, YamlPlace place)
    {
        var usual = new ResidentCard { Label = label, Name = label, Number = string.Empty };
        var isMale = map.OneOf("sex", "male", "male", "female") == "male";
        var born = map.Day("born", usual.Born) ?? usual.Born;
        var card = usual with
        {
            Name = map.Text("name", required: true) ?? label,
            IsMale = isMale,
            Nation = map.Text("nation") ?? usual.Nation,
            Born = born,
            Number = ReadNumber(map, born, (2 * index) + (isMale ? 1 : 0), place),
            Address = map.Text("address") ?? usual.Address,
            Issuer = map.Text("issuer") ?? usual.Issuer,
            ValidFrom = map.Day("valid_from", usual.ValidFrom) ?? usual.ValidFrom,
            ValidTo = map.Day("valid_to", usual.ValidTo),
            AnswersSelect = map.Flag("answers_select", otherwise: true),
            HasPrints = map.Flag("prints", otherwise: false),
        };
        map.Close();
        return card;
    }

    /// <summary>Real people's numbers have no place in a scenario: they are generated, or one of the standard's two examples.</summary>
    private static string ReadNumber(YamlMap map, DateOnly born, int sequence, YamlPlace place)
    {
        var node = map.Take("number");
        var generated = IdNumber.Make(born, sequence);
        return (node as YamlScalarNode)?.Value switch
        {
            null or "generated" => generated,
            "wrong-checksum" => IdNumber.Spoil(generated),
            { } example when StandardExamples.Contains(example) => example,
            _ => Refuse(),
        };

        string Refuse()
        {
            place.Fail(node!, $"'number' must be generated, wrong-checksum, or an example of the standard: {string.Join(", ", StandardExamples)}");
            return generated;
        }
    }
}
