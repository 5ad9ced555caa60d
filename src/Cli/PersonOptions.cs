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
                "\"Role=Name\": that person approves; signed with a key of theirs that is here, otherwise by name, which is enough only where the environment says `signatures: by-name`. \"Role=Name and Name\" where several are asked.",
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

    public Option<string[]> BreakGlass { get; } =
        new("--break-glass")
        {
            Description =
                "\"LINE=Name: reason\" opens a shut gate in an emergency, for 4 hours; two people with the permission break-glass are needed.",
            HelpName = "LINE=NAME: REASON",
        };

    public Option<string[]> Key { get; } =
        new("--key") { Description = "Key file (NAME.pem) to sign with; the keys of --keys are looked at too.", HelpName = "FILE" };

    public Option<string?> KeysFolder { get; } = Keys.FolderOption();

    public Option<string?> Passphrase { get; } = Keys.PassphraseOption();

    public Option<bool> NoInput { get; } =
        new("--no-input") { Description = "Ask nobody, also at a terminal: stop with 3 where a person is needed." };

    public Option<bool> Stay { get; } =
        new("--stay")
        {
            Description =
                "Where a person is missing, stay while triggers are armed: they are watched, and what comes by `slipway sign` is taken up.",
        };

    public void AddTo(Command verb)
    {
        foreach (var option in (Option[])[By, Sign, Answer, Answers, Waive, BreakGlass, Key, KeysFolder, Passphrase, NoInput, Stay])
        {
            verb.Add(option);
        }
    }

    public IPeople People(Host host, RunTalk talk, ParseResult parsed, string person, Checklist checklist)
    {
        var signer = SignerOf(host, parsed);
        IPeople behind =
            host.Interactive && !parsed.GetValue(NoInput) ? new TerminalPeople(host, talk, person, signer) : new NoPeople(talk);
        return new PresetPeople(Presets(host, parsed, checklist), behind, person, new(host, talk, signer));
    }

    private Signer SignerOf(Host host, ParseResult parsed)
    {
        var files = parsed.GetValue(Key) ?? [];
        foreach (var file in files.Where(it => !File.Exists(host.Full(it))))
        {
            throw new UnusableException($"--key {file}: there is no such file");
        }

        return new(host, Keys.FolderOrNone(host, parsed.GetValue(KeysFolder)), files, parsed.GetValue(Passphrase));
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

        return new(
            Signatures(parsed.GetValue(Sign) ?? []),
            answers,
            [.. (parsed.GetValue(Waive) ?? []).Select(it => Waiver("--waive", it))]
        )
        {
            Glass = [.. (parsed.GetValue(BreakGlass) ?? []).Select(it => Waiver("--break-glass", it))],
        };
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

    private static PresetWaiver Waiver(string option, string given)
    {
        var (step, rest) = Pair(option, given);
        var colon = rest.IndexOf(':', StringComparison.Ordinal);
        return colon > 0 && rest[(colon + 1)..].Trim().Length > 0
            ? new(step, rest[..colon].Trim(), rest[(colon + 1)..].Trim())
            : throw new UnusableException(
                $"{option} {given} needs a name and a reason: {option} \"{step}=Ada Lovelace: the staging database has no copy\""
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
