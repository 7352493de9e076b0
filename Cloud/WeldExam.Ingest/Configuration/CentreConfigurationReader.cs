using WeldExam.Centre.Boxes;
using WeldExam.Contracts.Signing;
using WeldExam.Contracts.Topics;
using WeldExam.Exam.Yaml;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace WeldExam.Ingest.Configuration;

/// <summary>Reads centre.yaml. It is accepted whole or refused with every error named; relative paths start at the file's folder.</summary>
public static class CentreConfigurationReader
{
    /// <exception cref="ConfigurationException">The file is wrong.</exception>
    public static CentreConfiguration Read(string path)
    {
        var errors = new List<string>();
        var configuration = Parse(path, File.ReadAllText(path), errors);
        return configuration is not null && errors.Count == 0 ? configuration : throw new ConfigurationException(errors);
    }

    private static CentreConfiguration? Parse(string path, string text, List<string> errors)
    {
        var stream = new YamlStream();
        try
        {
            stream.Load(new StringReader(text));
        }
        catch (YamlException exception)
        {
            errors.Add($"{path}:{exception.Start.Line}:{exception.Start.Column}: {exception.Message}");
            return null;
        }
        catch (InvalidOperationException)
        {
            var end = UnclosedYaml.PlaceIn(text);
            errors.Add($"{path}:{end.Line}:{end.Column}: {UnclosedYaml.Message}");
            return null;
        }

        if (stream.Documents.Count != 1)
        {
            errors.Add($"{path}:1:1: exactly one document is expected");
            return null;
        }

        var folder = Path.GetDirectoryName(Path.GetFullPath(path))!;
        var root = new StrictYaml(path, stream.Documents[0].RootNode, errors);
        var configuration = new CentreConfiguration(
            Path.Combine(folder, root.Text("data")),
            ReadHttp(root.Map("http")),
            ReadBroker(root, folder),
            [.. root.List("boxes", node => new(path, node, errors), ReadBox)],
            root.OptionalText("papers") is { } papers ? Path.Combine(folder, papers) : null,
            [.. root.Texts("rosters", roster => Path.Combine(folder, roster), "a path")])
        {
            Staff = [.. root.Texts("staff", staff => Path.Combine(folder, staff), "a path")],
        };
        if (configuration.Boxes.DistinctBy(box => box.Name).Count() != configuration.Boxes.Length)
            root.Fail("boxes", "two boxes have one name");
        if (configuration.Boxes.SelectMany(box => box.Stations.Select(station => (box.Point, station))).GroupBy(at => at).Any(group => group.Skip(1).Any()))
            root.Fail("boxes", "two boxes serve one station");
        root.Close();
        return configuration;
    }

    private static HttpConfiguration ReadHttp(StrictYaml? http)
    {
        if (http is null)
            return new("127.0.0.1", 8080, null);
        var read = new HttpConfiguration(Address(http), http.Port("port", 8080), http.OptionalText("uploadToken"));
        if (read.UploadToken is { Length: < 16 })
            http.Fail("uploadToken", "uploadToken is shorter than 16 characters");
        http.Close();
        return read;
    }

    private static BrokerConfiguration ReadBroker(StrictYaml root, string folder)
    {
        if (root.Map("broker") is not { } broker)
            return new EmbeddedBroker("127.0.0.1", 1883);
        BrokerConfiguration read;
        switch (broker.Text("mode", "embedded"))
        {
            case "embedded":
                read = new EmbeddedBroker(Address(broker), broker.Port("port", 1883));
                break;
            case "external":
                read = new ExternalBroker(
                    broker.Text("host"),
                    broker.Port("port", 1883),
                    broker.Text("clientId", "weldexam-centre"),
                    broker.OptionalText("user"),
                    broker.OptionalText("password"),
                    broker.Flag("tls"),
                    broker.OptionalText("authority") is { } authority ? Path.Combine(folder, authority) : null);
                break;
            default:
                broker.Fail("mode", "mode is neither embedded nor external");
                return new EmbeddedBroker("127.0.0.1", 1883);
        }

        broker.Close();
        return read;
    }

    private static string Address(StrictYaml of)
    {
        var text = of.Text("listen", "127.0.0.1");
        if (!System.Net.IPAddress.TryParse(text, out _))
            of.Fail("listen", "listen is not an IP address");
        return text;
    }

    private static Box ReadBox(StrictYaml box)
    {
        var read = new Box(
            box.Text("name"),
            box.Text("point"),
            [.. box.Texts("stations", station => TopicLevel.IsValid(station) ? station : null, "a name that can stand in a topic")],
            [.. box.Texts("keys", Key, "a public key (130 hexadecimal digits beginning with 04)").Select(key => (ReadOnlyMemory<byte>)key)]);
        if (!TopicLevel.IsValid(read.Name) || !TopicLevel.IsValid(read.Point))
            box.Fail("name", "name or point cannot stand in a topic");
        if (read.Stations.Length is < 1 or > 4)
            box.Fail("stations", "a box serves 1 … 4 stations");
        if (read.DeviceKeys.IsEmpty)
            box.Fail("keys", "keys are missing");
        return read;
    }

    private static byte[]? Key(string hex)
    {
        if (hex.Length != Es256Suite.PointLength * 2 || !hex.All(char.IsAsciiHexDigit))
            return null;
        var point = Convert.FromHexString(hex);
        using var key = Es256Suite.ImportPoint(point);
        return key is null ? null : point;
    }
}
