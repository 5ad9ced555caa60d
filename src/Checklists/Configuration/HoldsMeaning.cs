namespace Slipway.Checklists.Configuration;

/// <summary>What of holds only the whole file shows: people who are not there, and quorums that nobody can reach.</summary>
internal sealed class HoldsMeaning(string file, List<Fault> faults)
{
    /// <summary>Collects the faults of holds whose shapes may be wrong elsewhere.</summary>
    public void Check(IReadOnlyList<YamlPair> holds, YamlPart? people)
    {
        var known = ((people as YamlPart.Sequence)?.Parts ?? []).OfType<YamlPart.Mapping>().ToList();
        foreach (var (key, value) in holds)
        {
            if (value is YamlPart.Mapping hold)
            {
                CheckReach(key, hold, known);
                CheckTimes(hold);
                CheckDelegates(hold, known);
            }
        }
    }

    private void CheckReach(YamlPart.Scalar key, YamlPart.Mapping hold, List<YamlPart.Mapping> people)
    {
        var need = int.TryParse(SettingsBinder.Text(hold["need"]), out var said) ? said : 1;
        var of = Texts(hold["of"]);
        var fit = people.Count(it => of.Count == 0 || of.Any(wanted => Is(it, wanted)));
        if (people.Count > 0 && fit < need)
        {
            Add(
                "SW1017",
                key,
                $"'{key.Text}' needs {need} people, and {fit} of 'people' may sign there.",
                "Name more of them under 'people', or need fewer."
            );
        }
    }

    private void CheckTimes(YamlPart.Mapping hold)
    {
        foreach (var name in new[] { "on-expiry", "escalate-to" })
        {
            if (hold[name] is YamlPart.Scalar said && hold["deadline"] is null)
            {
                Add("SW1017", said, $"'{name}' needs a deadline.", "Write a 'deadline' such as 30m beside it.");
            }
        }
    }

    private void CheckDelegates(YamlPart.Mapping hold, List<YamlPart.Mapping> people)
    {
        foreach (var each in ((hold["delegates"] as YamlPart.Sequence)?.Parts ?? []).OfType<YamlPart.Mapping>())
        {
            foreach (var name in new[] { each["from"], each["to"] }.OfType<YamlPart.Scalar>())
            {
                if (!people.Any(it => Same(SettingsBinder.Text(it["name"]), name.Text)))
                {
                    Add(
                        "SW1017",
                        name,
                        $"'{name.Text}' is not among the people.",
                        "A delegate and whom they stand for are listed under 'people'."
                    );
                }
            }
        }
    }

    private static bool Is(YamlPart.Mapping person, string wanted) =>
        Same(SettingsBinder.Text(person["name"]), wanted) || Texts(person["roles"]).Any(it => Same(it, wanted));

    private static List<string> Texts(YamlPart? part) =>
        part is YamlPart.Sequence list ? [.. list.Parts.OfType<YamlPart.Scalar>().Select(it => it.Text)] : [];

    private static bool Same(string? left, string right) => string.Equals(left?.Trim(), right.Trim(), StringComparison.OrdinalIgnoreCase);

    private void Add(string code, YamlPart at, string message, string allowed) =>
        faults.Add(new(code, file, at.Line, at.Column, message, allowed));
}
