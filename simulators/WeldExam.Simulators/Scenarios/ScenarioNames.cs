using WeldExam.Simulators.Scripts;

namespace WeldExam.Simulators.Scenarios;

/// <summary>Whether an act names only what the scenario has.</summary>
internal static class ScenarioNames
{
    public static string? Missing(Scenario scenario, Act act) => act switch
    {
        Act.PlaceCard(var card) when scenario.Cards.All(c => c.Label != card) => $"there is no card '{card}'",
        Act.RaiseFault(var device, _, _, _) when !Has(scenario, device) => $"there is no device '{device}'",
        Act.ClearFaults(var device) when !Has(scenario, device) => $"there is no device '{device}'",
        _ => null,
    };

    private static bool Has(Scenario scenario, string device) => scenario.Devices.Any(d => d.Name == device);
}
