using Slipway.Kernel;

namespace Slipway.Checklists.Configuration;

/// <summary>Holds the settings of a traffic driver against those that this driver has.</summary>
internal sealed class TrafficMeaning(string file, List<Fault> faults)
{
    private static readonly string[] OfEveryDriver = ["driver", "gate"];

    /// <summary>Collects the faults of one environment's <c>traffic</c>.</summary>
    public void Check(string environment, YamlPart.Mapping traffic)
    {
        var of = $"environments.{environment}.traffic";
        if (traffic["driver"] is not YamlPart.Scalar { Nothing: false } driver || !TrafficSettings.Drivers.Contains(driver.Text))
        {
            return;
        }

        var settings = TrafficSettings.Of(driver.Text);
        var names = settings.Select(it => it.Name).ToList();
        foreach (var (key, _) in traffic.Pairs.Where(it => IsKnown(it.Key.Text) && !names.Contains(it.Key.Text)))
        {
            Add("SW1005", key, $"'{key.Text}' is no setting of the driver {driver.Text}.", Nearest.Say(key.Text, names));
        }

        foreach (var missing in settings.Where(it => it.Required && traffic[it.Name] is null))
        {
            Add("SW1013", traffic, $"'{of}' lacks '{missing.Name}'.", missing.Meaning);
        }

        CheckSet(driver.Text, of, traffic["set"]);
    }

    /// <summary>What no driver has is told with the shape already.</summary>
    private static bool IsKnown(string key) => !OfEveryDriver.Contains(key) && TrafficKeys.Table.All.Any(it => it.Name == key);

    private void CheckSet(string driver, string of, YamlPart? set)
    {
        if (
            driver == "command"
            && set is YamlPart.Scalar { Nothing: false } command
            && !command.Text.Contains("{share}", StringComparison.Ordinal)
        )
        {
            Add(
                "SW1013",
                set,
                $"'{of}.set' does not say {{share}}, so it would set the same whatever is asked for.",
                "Write {share} where the share in per cent goes."
            );
        }
    }

    private void Add(string code, YamlPart at, string message, string allowed) =>
        faults.Add(new(code, file, at.Line, at.Column, message, allowed));
}
