using System.CommandLine;
using System.Globalization;
using Slipway.Cli.Output;
using Slipway.Kernel;
using Slipway.Traffic;

namespace Slipway.Cli.Commands;

/// <summary><c>slipway traffic show|set SHARE|watch</c>: the traffic of an environment, by hand.</summary>
internal static class TrafficVerb
{
    private const string Codes = "Exit codes: 0 the split matches, 1 it does not, 2 it cannot be told.";
    private const double Near = 0.5;

    public static Command Make(Host host) =>
        new("traffic", "Show, set and watch how traffic is shared between the version that serves and the candidate.")
        {
            Show(host),
            Set(host),
            Watch(host),
        };

    private static Command Show(Host host)
    {
        var options = new TrafficOptions("10s", "Longest time that is looked at.");
        var verb = new Command("show", $"Show the share that the proxy says, and whether requests really split so. {Codes}");
        options.AddTo(verb);
        verb.SetAction(
            async (parsed, ct) =>
            {
                var traffic = await options.TrafficAsync(host, parsed, ct);
                var look = await new TrafficLooks(traffic, options.Rules(parsed)).LookAsync(
                    null,
                    options.Window(parsed),
                    untilJudged: true,
                    ct
                );
                return Tell(host, traffic, look, options.IsJson(parsed));
            }
        );
        return verb;
    }

    private static Command Set(Host host)
    {
        var share = new Argument<string>("SHARE")
        {
            Description = "The share of the candidate in per cent, 0 to 100, for instance 25 or 12.5.",
        };
        var options = new TrafficOptions("30s", "Longest time in which the split must show.");
        var verb = new Command("set", $"Set the share of the candidate, read it back, and see whether requests really split so. {Codes}")
        {
            share,
        };
        options.AddTo(verb);
        verb.SetAction(
            async (parsed, ct) =>
            {
                var asked = ShareOf(parsed.GetValue(share)!);
                var traffic = await options.TrafficAsync(host, parsed, ct);
                var (rules, window) = (options.Rules(parsed), options.Window(parsed));
                var set = await traffic.Driver.SetAsync(asked, ct);
                if (set is Told<double>.Unknown unknown)
                {
                    return Tell(host, traffic, new(null, null, null, null, traffic.Redactor.Redact(unknown.Why)), options.IsJson(parsed));
                }

                await WarnAsync(host, asked, ((Told<double>.Known)set).Value);
                return Tell(
                    host,
                    traffic,
                    await new TrafficLooks(traffic, rules).LookAsync(asked, window, untilJudged: true, ct),
                    options.IsJson(parsed)
                );
            }
        );
        return verb;
    }

    private static Command Watch(Host host)
    {
        var options = new TrafficOptions("10s", "Time of each look.");
        var looks = new Option<int?>("--looks") { Description = "How many looks. Default: until Ctrl-C.", HelpName = "N" };
        var verb = new Command("watch", $"Say again and again what each lane does. The last look decides. {Codes}") { looks };
        options.AddTo(verb);
        verb.SetAction(
            async (parsed, ct) =>
            {
                var traffic = await options.TrafficAsync(host, parsed, ct);
                var (watching, window, json) = (
                    new TrafficLooks(traffic, options.Rules(parsed)),
                    options.Window(parsed),
                    options.IsJson(parsed)
                );
                var most = parsed.GetValue(looks) is { } said
                    ? (said >= 1 ? said : throw new UnusableException("--looks is 1 or more"))
                    : int.MaxValue;
                var code = ExitCodes.Unusable;
                for (var i = 0; i < most; i++)
                {
                    var look = await watching.LookAsync(null, window, untilJudged: false, ct);
                    code = Code(look.Verdict);
                    TellLine(host, traffic, look, json);
                }

                return code;
            }
        );
        return verb;
    }

    private static double ShareOf(string text) =>
        double.TryParse(text.TrimEnd('%'), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var share)
        && share is >= 0 and <= 100
            ? share
            : throw new UnusableException($"'{PlainText.Short(text, 40)}' is no share; write per cent from 0 to 100, for instance 25");

    private static async Task WarnAsync(Host host, double asked, double set)
    {
        if (Math.Abs(asked - set) > Near)
        {
            await host.Err.WriteLineAsync(
                string.Create(CultureInfo.InvariantCulture, $"slipway: the proxy comes no nearer to {asked:0.##} % than {set:0.##} %.")
            );
        }
    }

    private static int Tell(Host host, TrafficAtHand traffic, TrafficLook look, bool json)
    {
        if (json)
        {
            host.Out.WriteLine(TrafficJson.Write(traffic, look).ToJsonString());
        }
        else
        {
            TrafficText.Write(host.OutForPeople, traffic, look);
        }

        return Code(look.Verdict);
    }

    private static void TellLine(Host host, TrafficAtHand traffic, TrafficLook look, bool json)
    {
        if (json)
        {
            host.Out.WriteLine(TrafficJson.Write(traffic, look).ToJsonString());
        }
        else
        {
            TrafficText.WriteLine(host.OutForPeople, look);
        }

        host.Out.Flush();
    }

    private static int Code(Verdict verdict) =>
        verdict switch
        {
            Verdict.Pass => ExitCodes.Go,
            Verdict.Fail => ExitCodes.NoGo,
            _ => ExitCodes.Unusable,
        };
}
