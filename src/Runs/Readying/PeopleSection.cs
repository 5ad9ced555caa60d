using System.Globalization;
using Slipway.Checklists;
using Slipway.Kernel;

namespace Slipway.Runs.Readying;

/// <summary>Who will be asked to sign, and whether there is somebody who may; and the exceptions that are in force.</summary>
internal sealed class PeopleSection(ReadinessFacts facts)
{
    private readonly List<PlanItem> _asked = [.. facts.Plan.Items.Where(it => it is { Forward: true, Kind: ItemKind.Signoff })];

    public ReadinessSection Make()
    {
        if (_asked.Count == 0)
        {
            return new(
                "signatures",
                "Signatures",
                [
                    new(
                        "Somebody answers for the go",
                        Verdict.Inconclusive,
                        "the checklist asks for no signature, so nobody would have decided"
                    ),
                ]
            );
        }

        var lines = _asked
            .GroupBy(it => it.Role ?? "", StringComparer.OrdinalIgnoreCase)
            .Select(it => OfRole(it.Key, [.. it.Select(item => item.Where)]))
            .ToList();
        lines.Add(Rule());
        return new("signatures", "Signatures", lines);
    }

    /// <summary>The decision that is asked for, and of whom.</summary>
    public IReadOnlyList<string> Decision()
    {
        var at = facts.Commit is { Length: > 12 } commit ? $" at commit {commit[..12]}" : "";
        var roles = _asked.Select(it => it.Role).OfType<string>().Distinct(StringComparer.OrdinalIgnoreCase).ToList();
        return
        [
            $"Go live with \"{facts.Plan.Title}\" ({facts.Plan.Source.File}) in {facts.Environment.Name}{at}: yes, or no?",
            _asked.Count == 0 ? "The checklist names nobody who decides."
            : roles.Count == 0
                ? string.Create(CultureInfo.InvariantCulture, $"{_asked.Count} signatures are asked for in the run; none names a role.")
            : string.Create(
                CultureInfo.InvariantCulture,
                $"{_asked.Count} signatures are asked for in the run: {string.Join(", ", roles)}."
            ),
        ];
    }

    /// <summary>Waivers of the last real run here that are still in force.</summary>
    public IEnumerable<string> Waivers() =>
        facts
            .Past.FirstOrDefault(it => it.State.Started.Mode == RunMode.Run && it.State.Started.Environment == facts.Environment.Name)
            ?.State.Steps.Values.Where(it => it.Waiver is { } waiver && waiver.Expires > facts.Now)
            .Select(it =>
                $"waived by {it.Waiver!.By} until {PastLine.Shown(it.Waiver.Expires)}: {it.Step.Where} \"{it.Step.Text}\" ({it.Waiver.Reason})"
            )
        ?? [];

    private ReadinessLine OfRole(string role, IReadOnlyList<string> places)
    {
        var what = role.Length == 0 ? $"Somebody signs at {string.Join(", ", places)}" : $"Somebody may sign as {role}";
        if (facts.Settings.People.Count == 0)
        {
            return new(what, Verdict.Inconclusive, "slipway.yaml names no people, so anybody could sign in any role");
        }

        var who = facts.Settings.People.Where(it => role.Length == 0 || it.Roles.Contains(role, StringComparer.OrdinalIgnoreCase)).ToList();
        return who.Count > 0
            ? new(what, Verdict.Pass, string.Join(", ", who.Select(it => it.Name)))
            : new(what, Verdict.Fail, $"nobody under people in slipway.yaml has this role ({string.Join(", ", places)})");
    }

    private ReadinessLine Rule() =>
        facts.Environment.Signatures == SignatureRule.ByName
            ? new(
                "A signature can be given here",
                Verdict.Pass,
                "a name is enough in this environment; it is recorded as an attestation, not as a key's signature"
            )
            : new(
                "A signature can be given here",
                Verdict.Fail,
                "a name alone does not sign here, so every signature would stay open: say signatures: by-name for the environment"
            );
}
