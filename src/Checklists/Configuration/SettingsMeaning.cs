using Slipway.Checklists.Meaning.Items;

namespace Slipway.Checklists.Configuration;

/// <summary>What only the whole file shows: names that lead nowhere, people that stand there twice, secrets among variables.</summary>
internal sealed class SettingsMeaning(string file, List<Fault> faults)
{
    /// <summary>Collects the faults of a tree whose shapes may be wrong elsewhere.</summary>
    public void Check(YamlPart.Mapping root)
    {
        CheckDefault(root);
        CheckPeople(root["people"]);
        new HoldsMeaning(file, faults).Check(Pairs(root["holds"]), root["people"]);
        foreach (var (name, part) in Pairs(root["environments"]))
        {
            CheckVariables(Pairs((part as YamlPart.Mapping)?["variables"]), Pairs((part as YamlPart.Mapping)?["secrets"]));
            CheckMoment(name.Text, part as YamlPart.Mapping);
            CheckMetrics("a metric", Pairs((part as YamlPart.Mapping)?["metrics"]), Pairs(root["checks"]));
            CheckMetrics("a fact", Pairs((part as YamlPart.Mapping)?["facts"]), Pairs(root["checks"]));
            if ((part as YamlPart.Mapping)?["traffic"] is YamlPart.Mapping traffic)
            {
                new TrafficMeaning(file, faults).Check(name.Text, traffic);
            }
        }
    }

    /// <summary>Variables that usually hold a secret, or that are a secret as well.</summary>
    public void CheckVariables(IReadOnlyList<YamlPair> variables, IReadOnlyList<YamlPair> secrets)
    {
        foreach (var (name, value) in variables)
        {
            if (secrets.Any(it => it.Key.Text == name.Text))
            {
                Add("SW1018", name, $"'{name.Text}' is both a variable and a secret.", "Keep it under 'secrets'.");
            }
            else if (value is YamlPart.Scalar text && (Holds(name.Text, text.Text) || Secrets.InConnection(text.Text)))
            {
                Add("SW1014", value, $"'{name.Text}' looks like a secret in plain text.", Secrets.HowTo);
            }
        }
    }

    /// <summary>Everybody stands there once.</summary>
    public void CheckPeople(YamlPart? people)
    {
        var seen = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (
            var name in ((people as YamlPart.Sequence)?.Parts ?? [])
                .OfType<YamlPart.Mapping>()
                .SelectMany(it => ((it["also"] as YamlPart.Sequence)?.Parts ?? []).Prepend(it["name"]))
                .OfType<YamlPart.Scalar>()
        )
        {
            if (!seen.Add(name.Text))
            {
                Add("SW1018", name, $"'{name.Text}' stands there twice.", "Keep one entry and list all roles in it.");
            }
        }
    }

    private static bool Holds(string name, string value) => Secrets.NamesOne(name) && !Secrets.OnlyRefers(value);

    private void CheckDefault(YamlPart.Mapping root)
    {
        var names = Pairs(root["environments"]).Select(it => it.Key.Text).ToList();
        if (root["environment"] is YamlPart.Scalar { Nothing: false } said && !names.Contains(said.Text))
        {
            var allowed = names.Count == 0 ? "Describe it under 'environments'." : Nearest.Say(said.Text, names);
            Add("SW1017", said, "'environment' names an environment that is not there.", allowed);
        }
    }

    private void CheckMoment(string environment, YamlPart.Mapping? part)
    {
        if (part?["t0"] is YamlPart.Scalar t0 && Moments.TryRead(t0.Text) is not null && Moments.Read(t0.Text, Zone(part)) is null)
        {
            var message = $"'environments.{environment}.t0' does not name one moment.";
            Add(
                "SW1012",
                t0,
                message,
                "Write the offset (2026-11-20T07:00+07:00), or give the environment a time-zone in which that time exists once."
            );
        }
    }

    /// <summary>A metric is read again and again, unasked, and a fact for every line that has its words: a program must be said to read only.</summary>
    private void CheckMetrics(string what, IReadOnlyList<YamlPair> metrics, IReadOnlyList<YamlPair> kinds)
    {
        foreach (var kind in metrics.Select(it => (it.Value as YamlPart.Mapping)?["check"]).OfType<YamlPart.Scalar>())
        {
            var own = kinds.FirstOrDefault(it => it.Key.Text == kind.Text)?.Value as YamlPart.Mapping;
            if ((own is not null || CheckEffects.AlwaysChanges(kind.Text)) && (own?["effect"] as YamlPart.Scalar)?.Text != "reads")
            {
                Add(
                    "SW1020",
                    kind,
                    $"'{kind.Text}' is not said to read only, and {what} is read unasked.",
                    "If it is a program that only reads, say so under 'checks': {NAME: {run: PATH, effect: reads}}, and take that name here. A load or a drill stands beside an item, where it is asked for."
                );
            }
        }
    }

    private static string? Zone(YamlPart.Mapping part) => (part["time-zone"] as YamlPart.Scalar)?.Text;

    private static IReadOnlyList<YamlPair> Pairs(YamlPart? part) => part is YamlPart.Mapping mapping ? mapping.Pairs : [];

    private void Add(string code, YamlPart at, string message, string allowed) =>
        faults.Add(new(code, file, at.Line, at.Column, message, allowed));
}
