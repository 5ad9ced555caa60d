using System.CommandLine;
using Slipway.Checklists;
using Slipway.Checks;
using Slipway.Cli.Output;
using Slipway.Kernel;

namespace Slipway.Cli.Commands;

/// <summary><c>slipway check KIND SETTING=VALUE…</c>, <c>slipway check --from FILE</c></summary>
internal static class CheckVerb
{
    private static readonly TimeSpan DefaultLimit = TimeSpan.FromSeconds(30);

    public static Command Make(Host host)
    {
        var options = new CheckVerbOptions();
        var verb = new Command("check", "Make one check, or those of a file, and say what was seen. Without a kind: list the kinds.");
        options.AddTo(verb);
        verb.SetAction((parsed, ct) => RunAsync(host, options, parsed, ct));
        return verb;
    }

    private static async Task<int> RunAsync(Host host, CheckVerbOptions options, ParseResult parsed, CancellationToken ct)
    {
        var (kind, from) = (parsed.GetValue(options.Kind), parsed.GetValue(options.From));
        var (settings, folder) = Inputs.ReadSettings(host, parsed.GetValue(options.Settings), null);
        if (kind is null && from is null)
        {
            CheckText.WriteKinds(host.OutForPeople, settings);
            return ExitCodes.Go;
        }

        IReadOnlyList<NamedCheck> checks =
        [
            .. (from is null ? [One(kind!, settings, options, parsed)] : FromFile(host, from, kind)).Select(it =>
                it with
                {
                    Check = settings.Resolved(it.Check),
                }
            ),
        ];
        var environment = Inputs.EnvironmentOf(settings, parsed.GetValue(options.Environment));
        var here = await EnvironmentAtHand.ReadAsync(host, settings, folder, environment, ct);
        var limit = Limit(parsed.GetValue(options.Limit)) ?? DefaultLimit;
        var round = new CheckRound(host, here with { Surroundings = here.Surroundings with { Limit = limit } });
        var results = round.MakeAsync(checks, parsed.GetValue(options.Parallel), ct);
        return parsed.GetValue(options.Format) == "json"
            ? await CheckJson.WriteAsync(host.Out, results, ct)
            : await CheckText.WriteAsync(host.OutForPeople, results, ct);
    }

    private static NamedCheck One(string kind, Settings settings, CheckVerbOptions options, ParseResult parsed)
    {
        var kinds = CheckKinds.All.Keys.Concat(settings.Checks.Keys).ToList();
        if (!kinds.Contains(kind))
        {
            throw new UnusableException($"no check is called {kind}; there are {string.Join(", ", kinds)}");
        }

        var with = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var said in parsed.GetValue(options.With) ?? [])
        {
            var equals = said.IndexOf('=', StringComparison.Ordinal);
            if (equals <= 0 || !with.TryAdd(said[..equals], said[(equals + 1)..]))
            {
                throw new UnusableException(
                    equals <= 0
                        ? $"'{said}' is no setting; write NAME=VALUE, and see `slipway help check-{kind}`"
                        : $"the setting {said[..equals]} is given twice"
                );
            }
        }

        var words = string.Join(' ', with.Select(it => $"{it.Key}={it.Value}").Prepend(kind));
        return new(words, new(kind, with), Expected(parsed.GetValue(options.Expect)), null);
    }

    private static Expectation? Expected(string? words)
    {
        if (words is null)
        {
            return null;
        }

        var expectation = Expectation.Parse(words);
        return expectation.Understood
            ? expectation
            : throw new UnusableException($"--expect \"{words}\" is not understood; see `slipway help expectations`");
    }

    private static IReadOnlyList<NamedCheck> FromFile(Host host, string file, string? kind)
    {
        if (kind is not null)
        {
            throw new UnusableException("give a kind or --from FILE, not both");
        }

        return ChecksReader.Read(Inputs.ReadText(host.Full(file)), file) switch
        {
            ReadChecks.Usable usable => usable.Checks,
            ReadChecks.Unusable unusable => throw new UnusableException([.. unusable.Faults.Select(it => it.ToString())]),
            _ => throw new System.Diagnostics.UnreachableException(),
        };
    }

    private static TimeSpan? Limit(string? said) =>
        said is null ? null
        : Durations.TryParse(said) is { } limit && limit > TimeSpan.Zero ? limit
        : throw new UnusableException($"--limit {said} is no duration; write for instance 30s");
}

/// <summary>What <c>slipway check</c> takes.</summary>
internal sealed class CheckVerbOptions
{
    public Argument<string?> Kind { get; } =
        new("KIND") { Description = "The kind of check, for instance http.", Arity = ArgumentArity.ZeroOrOne };

    public Argument<string[]> With { get; } =
        new("SETTING=VALUE")
        {
            Description = "The settings of the check; `slipway help check-KIND` has them.",
            Arity = ArgumentArity.ZeroOrMore,
        };

    public Option<string?> Expect { get; } =
        new("--expect") { Description = "What must be seen for a pass. Default: what the kind expects.", HelpName = "WORDS" };

    public Option<string?> From { get; } =
        new("--from") { Description = "Make the checks of a YAML file: names, each with check, settings and expect.", HelpName = "FILE" };

    public Option<int> Parallel { get; } =
        new("--parallel")
        {
            Description = "Checks made side by side, 1 to 256.",
            HelpName = "N",
            DefaultValueFactory = _ => 4,
        };

    public Option<string?> Limit { get; } =
        new("--limit") { Description = "Longest time of one check. Default 30s.", HelpName = "DURATION" };

    public Option<string?> Environment { get; } = SharedOptions.Environment();

    public Option<string?> Settings { get; } = SharedOptions.Settings();

    public Option<string> Format { get; } = SharedOptions.Format("text", "json");

    public CheckVerbOptions()
    {
        Parallel.Validators.Add(it =>
        {
            if (it.GetValueOrDefault<int>() is < 1 or > 256)
            {
                it.AddError("--parallel is a number from 1 to 256");
            }
        });
    }

    public void AddTo(Command verb)
    {
        verb.Add(Kind);
        verb.Add(With);
        foreach (var option in (Option[])[Expect, From, Parallel, Limit, Environment, Settings, Format])
        {
            verb.Add(option);
        }
    }
}
