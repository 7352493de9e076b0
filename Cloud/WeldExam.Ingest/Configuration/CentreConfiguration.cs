using System.Collections.Immutable;
using WeldExam.Centre.Boxes;

namespace WeldExam.Ingest.Configuration;

/// <summary>What centre.yaml says.</summary>
/// <param name="DataFolder">Holds centre.db and centre.key.</param>
/// <param name="Http">Where the API and the pages are served.</param>
/// <param name="Broker">Where boxes are met.</param>
/// <param name="Boxes">Who may report.</param>
/// <param name="PapersFolder">Papers to put in force at start; null for none.</param>
/// <param name="Rosters">Roster files to put in force at start.</param>
public sealed record CentreConfiguration(
    string DataFolder,
    HttpConfiguration Http,
    BrokerConfiguration Broker,
    ImmutableArray<Box> Boxes,
    string? PapersFolder,
    ImmutableArray<string> Rosters)
{
    /// <summary>Staff registers to put in force at start.</summary>
    public ImmutableArray<string> Staff { get; init; } = [];

    public string Database => Path.Combine(DataFolder, "centre.db");

    public string KeyFile => Path.Combine(DataFolder, "centre.key");
}

/// <param name="Listen">Address; loopback unless the file says otherwise.</param>
/// <param name="Port">0 lets the system choose.</param>
/// <param name="UploadToken">Whoever uploads shows it as a bearer token; without one only this machine may upload.</param>
public sealed record HttpConfiguration(string Listen, int Port, string? UploadToken);

public abstract record BrokerConfiguration
{
    private protected BrokerConfiguration()
    {
    }
}

/// <summary>A broker inside this process: each block is committed before its acknowledgement.</summary>
public sealed record EmbeddedBroker(string Listen, int Port) : BrokerConfiguration;

/// <summary>Any MQTT 5 broker.</summary>
/// <param name="Host">Its host.</param>
/// <param name="Port">Its port.</param>
/// <param name="ClientId">Ours; each replica of the centre has its own.</param>
/// <param name="User">Null for none.</param>
/// <param name="Password">Null for none.</param>
/// <param name="UseTls">Whether to use TLS.</param>
/// <param name="AuthorityFile">PEM of the authority that signed the broker's certificate; null for the system's.</param>
public sealed record ExternalBroker(
    string Host, int Port, string ClientId, string? User, string? Password, bool UseTls, string? AuthorityFile) : BrokerConfiguration;
