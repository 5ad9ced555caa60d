using System.CommandLine;
using System.CommandLine.Completions;
using Slipway.Cli.Topics;

namespace Slipway.Cli.Commands;

/// <summary><c>slipway help [TOPIC]</c></summary>
internal static class HelpVerb
{
    public static Command Make(Host host)
    {
        var topic = new Argument<string?>("TOPIC")
        {
            Description = "A guide, or a verb. Without one, all of them are listed.",
            Arity = ArgumentArity.ZeroOrOne,
        };
        var verb = new Command("help", "Read a guide here, or the help of a verb: what the documentation says, without a network.")
        {
            topic,
        };
        topic.CompletionSources.Add(_ =>
            Guide
                .All.Select(it => new CompletionItem(it.Topic, detail: it.Title))
                .Concat(
                    verb.Parents.OfType<Command>()
                        .SelectMany(it => it.Subcommands)
                        .Where(it => !it.Hidden && !Guide.Topics.Contains(it.Name))
                        .Select(it => new CompletionItem(it.Name, detail: VerbWords.Short(it.Description ?? "")))
                )
        );
        verb.SetAction((parsed, ct) => Task.FromResult(Show(host, (RootCommand)parsed.RootCommandResult.Command, parsed.GetValue(topic))));
        return verb;
    }

    private static int Show(Host host, RootCommand root, string? topic)
    {
        var program = VerbWords.Of(root);
        if (topic is null)
        {
            List(host.Out, program);
            return ExitCodes.Go;
        }

        if (Guide.Topics.Contains(topic))
        {
            GuideText.Write(host.Out, Guide.Read(topic), host.Width, host.ColourOut);
            if (program.Verbs.Any(it => it.Name == topic))
            {
                host.Out.WriteLine($"\nThe options of the verb: slipway {topic} --help");
            }

            return ExitCodes.Go;
        }

        if (program.Verbs.Any(it => it.Name == topic))
        {
            return root.Parse([topic, "--help"]).Invoke(new() { Output = host.Out, Error = host.Err });
        }

        var meant = Nearest.Of(topic, [.. Guide.Topics, .. program.Verbs.Select(it => it.Name)]);
        throw new UnusableException(
            $"there is no guide or verb \"{topic}\"; {(meant is null ? "" : $"did you mean `slipway help {meant}`? ")}`slipway help` lists them"
        );
    }

    private static void List(TextWriter text, VerbWords program)
    {
        text.WriteLine("Guides (slipway help TOPIC):");
        foreach (var guide in Guide.All)
        {
            text.WriteLine($"  {guide.Topic, -16} {guide.Title}");
        }

        text.WriteLine();
        text.WriteLine("Verbs (slipway help VERB):");
        foreach (var it in program.Verbs)
        {
            text.WriteLine($"  {it.Name, -16} {VerbWords.Short(it.Description)}");
        }
    }
}
