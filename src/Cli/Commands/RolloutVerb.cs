using System.CommandLine;
using System.Globalization;
using System.Text;
using Slipway.Runs;

namespace Slipway.Cli.Commands;

/// <summary><c>slipway rollout</c>: the checklist of people who have none, carried out like any other.</summary>
internal static class RolloutVerb
{
    /// <summary>What the record calls the checklist that this verb writes.</summary>
    private const string Document = "rollout.md";

    private const int MostSteps = 20;

    public static Command Make(Host host)
    {
        var options = new RolloutOptions();
        var verb = new Command(
            "rollout",
            "Move traffic to the new version step by step without a checklist: each step while the numbers hold, and back when they do not."
        );
        options.AddTo(verb);
        verb.SetAction((parsed, ct) => RolloutAsync(host, options, parsed, ct));
        return verb;
    }

    private static async Task<int> RolloutAsync(Host host, RolloutOptions options, ParseResult parsed, CancellationToken ct)
    {
        var steps = StepsOf(parsed.GetValue(options.Steps)!);
        var triggers = (parsed.GetValue(options.Triggers) ?? []).Select(it => it.Trim()).ToList();
        if (triggers.Exists(it => it.Length == 0 || it.Any(char.IsControl)))
        {
            throw new UnusableException("--trigger is one line of words, such as \"Error rate > 5% for 1 minute\"");
        }

        var text = TextOf(steps, triggers);
        if (parsed.GetValue(options.Print))
        {
            await host.Out.WriteAsync(text);
            return ExitCodes.Go;
        }

        var inputs = Inputs.OfText(
            host,
            Encoding.UTF8.GetBytes(text),
            Document,
            parsed.GetValue(options.Settings),
            parsed.GetValue(options.Environment)
        );
        // All that is changed is traffic, and a run takes traffic back by a step of its own.
        var start = options.Carry.Start(host, inputs, parsed) with
        {
            RollbackFaults = [],
        };
        Check(start, steps, triggers);
        return await options.Carry.CarryAsync(host, inputs, start, parsed, ct);
    }

    /// <summary>What was asked for and would not be done ends the call: a rollout with fewer conditions than somebody wanted is the dangerous one.</summary>
    private static void Check(StartRun start, IReadOnlyList<double> steps, IReadOnlyList<string> triggers)
    {
        if (start.Environment?.Traffic is null)
        {
            throw new UnusableException(
                start.Environment is null
                    ? "nothing here moves traffic: name an environment with `traffic:` in slipway.yaml (`slipway help traffic`)"
                    : $"nothing moves traffic in {start.Environment.Name}: name a driver under environments.{start.Environment.Name}.traffic in slipway.yaml (`slipway help traffic`)"
            );
        }

        var made = start.Steps;
        var armed = made.Where(it => it.Work == Work.Trigger).Select(it => it.Text).ToHashSet(StringComparer.Ordinal);
        var unarmed = triggers.Where(it => !armed.Contains(it)).ToList();
        if (unarmed.Count > 0)
        {
            throw new UnusableException([
                .. unarmed.Select(it =>
                    $"--trigger \"{it}\" is no condition whose number has a source in {start.Environment.Name}: write it as \"Error rate > 5% for 1 minute\", and name the metric under metrics or sources in slipway.yaml"
                ),
            ]);
        }

        if (made.Count(it => it is { Work: Work.Traffic, Rollback: false }) != steps.Count)
        {
            throw new UnusableException("--steps could not be read as shares of traffic; write them as 10,25,50,100");
        }
    }

    private static List<double> StepsOf(string given)
    {
        var steps = new List<double>();
        foreach (var part in given.Split(',', StringSplitOptions.TrimEntries))
        {
            if (
                !double.TryParse(part.TrimEnd('%', ' '), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var share)
                || share is not (> 0 and <= 100)
                || steps.Count > 0 && share <= steps[^1]
                || steps.Count == MostSteps
            )
            {
                throw new UnusableException(
                    $"--steps {given}: rising shares in per cent, over 0 and up to 100, at the most {MostSteps} of them, such as 10,25,50,100"
                );
            }

            steps.Add(share);
        }

        return steps;
    }

    private static string TextOf(IReadOnlyList<double> steps, IReadOnlyList<string> triggers)
    {
        var text = new StringBuilder(
            "# Rollout\n\n## Deployment\n\n<!-- slipway-lint: ignore SW2301 a run takes traffic back by itself -->\n"
        );
        foreach (var share in steps)
        {
            text.Append(CultureInfo.InvariantCulture, $"- [ ] Route {share}% of traffic to the new version\n");
        }

        if (triggers.Count > 0)
        {
            text.Append("\n## Automatic rollback triggers\n\n");
            foreach (var trigger in triggers)
            {
                text.Append(CultureInfo.InvariantCulture, $"- {trigger}\n");
            }
        }

        return text.ToString();
    }
}

/// <summary>The options of <c>rollout</c>.</summary>
internal sealed class RolloutOptions
{
    public Option<string> Steps { get; } =
        new("--steps")
        {
            Description = "The shares of the new version, in per cent, in order.",
            HelpName = "SHARES",
            DefaultValueFactory = _ => "10,25,50,100",
        };

    public Option<string[]> Triggers { get; } =
        new("--trigger")
        {
            Description =
                "A condition in which all of it comes back by itself, such as \"Error rate > 5% for 1 minute\"; its metric is named in slipway.yaml. Several times for several.",
            HelpName = "WORDS",
        };

    public Option<bool> Print { get; } =
        new("--print") { Description = "Print the checklist and carry nothing out: the beginning of one of your own." };

    public Option<string?> Environment { get; } = SharedOptions.Environment();

    public Option<string?> Settings { get; } = SharedOptions.Settings();

    public CarryOptions Carry { get; } = new();

    public void AddTo(Command verb)
    {
        foreach (var option in (Option[])[Steps, Triggers, Print, Environment, Settings])
        {
            verb.Add(option);
        }

        Carry.AddTo(verb);
    }
}
