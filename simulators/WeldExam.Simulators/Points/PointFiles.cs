using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace WeldExam.Simulators.Points;

/// <summary>The files that a simulated exam point is made of.</summary>
internal static class PointFiles
{
    public const string Point = "HB-DEMO-01";

    public static string Scenario(string folder, int seed, string station) => $$$"""
        scenario: {{{station}}}
        seed: {{{seed}}}
        station: {open_circuit_voltage: 68V, set_current: 115A}
        devices:
          - {name: meter, kind: pzem-017, unit: 1, refresh: 100ms, shunt: 300A, link: {pty: {{{folder}}}/rs485, baud: 9600}}
          - {name: inputs, kind: dio-8, unit: 1, link: {tcp: 0}}
          - {name: card-reader, kind: id-card-reader, link: {pty: {{{folder}}}/idcard}}

        """;

    public static string Gateway(string box, string station, string folder, string centreKey, int httpPort, int brokerPort, string inputs, string profiles) => $$$"""
        gateway: 1
        point: {{{Point}}}
        box: {{{box}}}
        data: ./data
        deviceKey: ./device.pem
        centreKey: "{{{centreKey}}}"
        rosterKey: ../roster.key
        profiles: {{{profiles}}}
        http: {address: 127.0.0.1, port: {{{httpPort}}}}
        clock: holdover
        mode: practice
        test: true
        uplink: {host: 127.0.0.1, port: {{{brokerPort}}}}
        stations:
          - name: {{{station}}}
            buses:
              - name: rs485
                serial: {{{folder}}}/rs485
                devices:
                  - name: weld-meter
                    profile: simulated-meter-100ms
                    unit: 1
                    calibrationDue: 2099-12-31
                    signals: {current: current, voltage: voltage}
              - name: inputs
                tcp: {{{inputs}}}
                devices:
                  - name: inputs
                    profile: waveshare-dio-8ch
                    unit: 1
                    signals:
                      input-1: main
                      input-2: rcd
                      input-3: machine
                      input-4: clamp_rest
                      input-5: holder_rest
                      input-6: fan
                      input-7: not estop
                      input-8: gas
            cardReader: {serial: {{{folder}}}/idcard}

        """;

    public static string Centre(IEnumerable<(string Box, string Station, string Key)> boxes, int httpPort, string broker) => $$$"""
        data: ./data
        http: {listen: 127.0.0.1, port: {{{httpPort}}}}
        broker: { {{{broker}}} }
        papers: ./papers
        rosters: [./roster.json]
        staff: [./staff.json]
        boxes:
        {{{string.Join('\n', boxes.Select(box => $"  - {{name: {box.Box}, point: {Point}, stations: [{box.Station}], keys: [\"{box.Key}\"]}}"))}}}

        """;

    /// <summary>The point's staff and the rules of 冀应急〔2023〕17号 §11: two examiners, a chief examiner, a technician, and a teacher who may not examine.</summary>
    public static string Staff => $$$"""
        {"format": 1, "point": "{{{Point}}}", "version": 1, "expires": "2099-12-31", "persons": [
          {"id": "E-1001", "employer": "other", "qualifications": [{"role": "examiner", "from": "2020-01-01", "until": "2099-12-31"}], "bodies": []},
          {"id": "E-1002", "employer": "other", "qualifications": [{"role": "examiner", "from": "2020-01-01", "until": "2099-12-31"}], "bodies": []},
          {"id": "E-1003", "employer": "trainingBody", "qualifications": [{"role": "examiner", "from": "2020-01-01", "until": "2099-12-31"}], "bodies": [{"body": "BODY-1", "teaches": true, "until": null}]},
          {"id": "C-2001", "employer": "examCentre", "qualifications": [{"role": "chiefExaminer", "from": "2020-01-01", "until": "2099-12-31"}], "bodies": []},
          {"id": "T-3001", "employer": "other", "qualifications": [{"role": "technician", "from": "2020-01-01", "until": "2099-12-31"}], "bodies": []}
        ], "rules": [
          {"kind": "noTeaching", "id": "17-11-teaching", "roles": ["examiner", "chiefExaminer"]},
          {"kind": "notOwnBody", "id": "17-11-own-body", "roles": ["examiner", "chiefExaminer", "invigilator"]},
          {"kind": "onlyFrom", "id": "17-11-chief", "roles": ["chiefExaminer"], "employers": ["enforcement", "examCentre"]},
          {"kind": "qualified", "id": "point-qualified", "roles": ["examiner", "chiefExaminer", "invigilator", "technician"]},
          {"kind": "exclusive", "id": "point-one-role", "roles": ["examiner", "chiefExaminer", "technician"]}
        ]}
        """;

    /// <summary>HMAC-SHA256 of the ID number (RFC 2104), as the point's roster names candidates.</summary>
    public static string Roster(ImmutableArray<Enrolled> candidates, ReadOnlySpan<byte> rosterKey, string paperHash)
    {
        var lines = new JsonArray();
        foreach (var candidate in candidates)
        {
            lines.Add(new JsonObject
            {
                ["key"] = Convert.ToHexStringLower(HMACSHA256.HashData(rosterKey, Encoding.UTF8.GetBytes(candidate.Card.Number))),
                ["pseudonym"] = candidate.Pseudonym,
                ["displayName"] = $"{candidate.Card.Name[..1]}**",
                ["sitting"] = candidate.Sitting.ToString("N"),
                ["subjects"] = new JsonArray([.. candidate.Subjects.Select(subject => JsonValue.Create(subject))]),
                ["tasks"] = null,
                ["attempt"] = 1,
                ["paperHash"] = paperHash,
            });
        }

        return new JsonObject { ["point"] = Point, ["version"] = 1, ["candidates"] = lines }.ToJsonString();
    }
}
