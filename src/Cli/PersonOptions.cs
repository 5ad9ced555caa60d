using System.CommandLine;
using Slipway.Checklists;
using Slipway.Cli.Commands;
using Slipway.Cli.Terminal;
using Slipway.Runs;

namespace Slipway.Cli;

/// <summary>The options by which people speak: who they are, and what they said beforehand.</summary>
internal sealed class PersonOptions
{
    public Option<string?> By { get; } =
        new("--by") { Description = "Your name, as it goes into the record. Default: the name you are logged in with.", HelpName = "NAME" };

    public Option<string[]> Sign { get; } =
        new("--sign")
        {
            Description =
                "\"Role=Name\": an attestation by name, without a key; enough only where the environment says `signatures: by-name`.",
            HelpName = "ROLE=NAME",
        };

    public Option<string[]> Answer { get; } =
        new("--answer") { Description = "\"LINE=VALUE\", or words of the item instead of its line.", HelpName = "LINE=VALUE" };

    public Option<string?> Answers { get; } = new("--answers") { Description = "YAML with answers, by line or words.", HelpName = "FILE" };

    public Option<string[]> Waive { get; } =
        new("--waive")
        {
            Description =
                "\"LINE=Name: reason\" opens the gate of an item that did not pass, for 24 hours; \"rollback=…\" that of a way back that cannot be gone.",
            HelpName = "LINE=NAME: REASON",
        };

    public Option<bool> NoInput { get; } =
        new("--no-input") { Description = "Ask nobody, also at a terminal: stop with 3 where a person is needed." };

    public void AddTo(Command verb)
    {
        foreach (var option in (Option[])[By, Sign, Answer, Answers, Waive, NoInput])
        {
            verb.Add(option);
        }
    }

    public IPeople People(Host host, RunTalk talk, ParseResult parsed, string person, Checklist checklist)
    {
        IPeople behind = host.Interactive && !parsed.GetValue(NoInput) ? new TerminalPeople(host, talk, person) : new NoPeople(talk);
        return new PresetPeople(Presets(host, parsed, checklist), behind, person);
    }

    private Presets Presets(Host host, ParseResult parsed, Checklist checklist)
    {
        var answers = (parsed.GetValue(Answer) ?? [])
            .Select(it => Pair("--answer", it))
            .Select(it => new PresetAnswer(it.Key, it.Value, null, null, "command-line"))
            .ToList();
        if (parsed.GetValue(Answers) is { } file)
        {
            answers.AddRange(Given.Answers(host, file, checklist));
        }

        return new(Signatures(parsed.GetValue(Sign) ?? []), answers, [.. (parsed.GetValue(Waive) ?? []).Select(Waiver)]);
    }

    private static Dictionary<string, string> Signatures(IReadOnlyList<string> given)
    {
        var signatures = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var (role, name) in given.Select(it => Pair("--sign", it)))
        {
            if (!signatures.TryAdd(role, name))
            {
                throw new UnusableException($"--sign {role} is given twice; name each role once, or sign by the line of each item");
            }
        }

        return signatures;
    }

    private static PresetWaiver Waiver(string given)
    {
        var (step, rest) = Pair("--waive", given);
        var colon = rest.IndexOf(':', StringComparison.Ordinal);
        return colon > 0 && rest[(colon + 1)..].Trim().Length > 0
            ? new(step, rest[..colon].Trim(), rest[(colon + 1)..].Trim())
            : throw new UnusableException(
                $"--waive {given} needs a name and a reason: --waive \"{step}=Ada Lovelace: the staging database has no copy\""
            );
    }

    private static (string Key, string Value) Pair(string option, string given)
    {
        var at = given.IndexOf('=', StringComparison.Ordinal);
        return at > 0 && at < given.Length - 1
            ? (given[..at].Trim(), given[(at + 1)..].Trim())
            : throw new UnusableException($"{option} {given} is not of the form LEFT=RIGHT");
    }
}
