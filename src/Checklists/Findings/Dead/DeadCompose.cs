using Slipway.Checklists.Configuration;
using Slipway.Checklists.Repositories;

namespace Slipway.Checklists.Findings.Dead;

/// <summary>A compose call without a file to read, or with a service or profile that its files do not have.</summary>
internal sealed class DeadCompose : LintRule
{
    private static readonly HashSet<string> OneService = new(["exec", "run", "port"], StringComparer.Ordinal);
    private static readonly HashSet<string> Services = new(
        ["up", "logs", "restart", "stop", "start", "pull", "build", "ps", "rm", "kill", "create", "top", "push", "pause", "unpause"],
        StringComparer.Ordinal
    );
    private static readonly HashSet<string> WithValue = new(
        [
            "-f",
            "--file",
            "-p",
            "--project-name",
            "--profile",
            "--env-file",
            "--tail",
            "-n",
            "--since",
            "--until",
            "--scale",
            "-t",
            "--timeout",
            "-u",
            "--user",
            "-w",
            "--workdir",
            "-e",
            "--env",
            "--index",
            "--wait-timeout",
            "--format",
            "--status",
            "-s",
            "--signal",
            "--pull",
            "--name",
            "-v",
            "--volume",
            "--entrypoint",
            "--build-arg",
            "--project-directory",
            "--ansi",
            "--progress",
        ],
        StringComparer.Ordinal
    );

    public override string Code => "SW2103";

    public override string Name => "dead-compose";

    public override string Says => "A compose call has no file to read, or names a service or profile that no compose file has.";

    public override Severity Severity => Severity.Error;

    public override IEnumerable<Finding> Find(LintContext context) =>
        context.Model.IsKnown && !context.AllText.Contains("COMPOSE_FILE", StringComparison.Ordinal)
            ? context
                .Calls.Where(it => FindingContext.Counts(it.Item) && it.Folders.Count > 0)
                .SelectMany(it => Looked(context, it))
                .DistinctBy(it => (it.Line, it.Message))
            : [];

    /// <summary>The words of a compose call behind <c>docker compose</c>; null for other calls.</summary>
    internal static IReadOnlyList<string>? WordsOf(PlacedCall call) =>
        call.Program == "docker-compose" ? [.. call.Arguments]
        : call.Simple.Words is ["docker", "compose", ..] ? [.. call.Simple.Words.Skip(2)]
        : null;

    private IEnumerable<Finding> Looked(LintContext context, PlacedCall call)
    {
        if (WordsOf(call) is not { } words || Plain(words) is not [var verb, ..] plain || verb is "version" or "ls" or "help")
        {
            yield break;
        }

        var arguments = plain.Skip(1).ToList();
        var named = Values(words, "-f", "--file").ToList();
        var files = named.Count > 0 ? Named(context, call, named) : Default(context, call);
        if (files.Count == 0)
        {
            if (named.Count == 0)
            {
                yield return Without(context, call);
            }

            yield break;
        }

        if (!files.All(it => it.IsWhole))
        {
            yield break;
        }

        var services = files.SelectMany(it => it.Services).Distinct().ToList();
        var asked =
            OneService.Contains(verb) ? arguments.Take(1)
            : Services.Contains(verb) ? arguments
            : [];
        foreach (var service in asked.Where(it => IsPlain(it) && !services.Contains(it)))
        {
            yield return Near(
                context,
                call.Command.Line,
                service,
                $"{string.Join(" and ", files.Select(it => it.Path))} has no service `{service}`; it has {Some(services)}.",
                "Name one of the services.",
                Nearest.Of(service, services)
            );
        }

        foreach (var profile in Values(words, "--profile").Where(it => IsPlain(it) && !files.Any(file => file.Profiles.Contains(it))))
        {
            yield return At(
                context,
                call.Command.Line,
                profile,
                $"No service of {files[0].Path} is in the profile `{profile}`, so it starts nothing more.",
                "Correct the profile, or leave it out."
            );
        }
    }

    private Finding Without(LintContext context, PlacedCall call)
    {
        var others = context.Model.Compose.All.Select(it => it.Path).Order(StringComparer.Ordinal).ToList();
        var only =
            others.Where(it => it.Contains("prod", StringComparison.Ordinal)).Take(2).ToList() is [var production] ? production
            : others is [var single] ? single
            : null;
        var called = call.Simple.Words[0] == "docker" ? "docker compose" : "docker-compose";
        return At(
            context,
            call.Command.Line,
            called,
            $"There is no default compose file here{(others.Count > 0 ? $" (only {Some(others)})" : "")}, so a compose call without -f fails.",
            only is null ? "Name the file with -f." : $"Say `{called} -f {only}`."
        ) with
        {
            Nearest = only,
            Fix = only is null ? null : context.Replace(call.Command.Line, called, $"{called} -f {only}"),
        };
    }

    private static List<ComposeFile> Named(LintContext context, PlacedCall call, List<string> named) =>
        [
            .. named.SelectMany(name =>
                call.Folders.Select(it => Paths.Join(it, name))
                    .OfType<string>()
                    .Select(context.Model.Compose.At)
                    .OfType<ComposeFile>()
                    .Take(1)
            ),
        ];

    private static List<ComposeFile> Default(LintContext context, PlacedCall call) =>
        [.. call.Folders.Select(context.Model.Compose.DefaultIn).FirstOrDefault(it => it.Count > 0) ?? []];

    private static IEnumerable<string> Values(IReadOnlyList<string> words, params string[] options)
    {
        for (var i = 0; i < words.Count; i++)
        {
            if (options.Contains(words[i]) && i + 1 < words.Count)
            {
                yield return words[++i];
            }
            else if (
                options.FirstOrDefault(it =>
                    it.StartsWith("--", StringComparison.Ordinal) && words[i].StartsWith(it + "=", StringComparison.Ordinal)
                ) is
                { } option
            )
            {
                yield return words[i][(option.Length + 1)..];
            }
            else if (i > 0 && !words[i].StartsWith('-') && !WithValue.Contains(words[i - 1]) && options[0] == "-f")
            {
                // Behind the verb -f means something else: follow, force.
                yield break;
            }
            else if (i == 0 && !words[i].StartsWith('-') && options[0] == "-f")
            {
                yield break;
            }
        }
    }

    /// <summary>The verb and its arguments; of the command that runs in a container only the service stays.</summary>
    private static List<string> Plain(IReadOnlyList<string> words)
    {
        var plain = new List<string>();
        for (var i = 0; i < words.Count; i++)
        {
            var skips = WithValue.Contains(words[i]) && !(plain.Count > 0 && words[i] is "-f" or "-v" && plain.Count > 0);
            if (skips)
            {
                i++;
            }
            else if (!words[i].StartsWith('-'))
            {
                plain.Add(words[i]);
            }
        }

        return plain;
    }

    private static bool IsPlain(string word) => word.Length > 0 && word.All(it => char.IsAsciiLetterOrDigit(it) || it is '-' or '_' or '.');

    private static string Some(IReadOnlyList<string> names) =>
        names.Count <= 6 ? string.Join(", ", names) : $"{string.Join(", ", names.Take(6))} and {names.Count - 6} more";
}
