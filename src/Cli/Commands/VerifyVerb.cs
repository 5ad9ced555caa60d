using System.CommandLine;
using Slipway.Cli.Output;
using Slipway.Kernel;
using Slipway.Runs;

namespace Slipway.Cli.Commands;

/// <summary><c>slipway verify [RUN|FOLDER|BUNDLE.zip]</c></summary>
internal static class VerifyVerb
{
    public static Command Make(Host host)
    {
        var record = new Argument<string?>("RECORD")
        {
            Description = "The record: a run, its folder, or a bundle that was exported (a .zip file). Default: the latest run.",
            Arity = ArgumentArity.ZeroOrOne,
        };
        var keys = new Option<string[]>("--key")
        {
            Description =
                "A public key (PEM) of an installation whose word counts; several are given one by one. Without it the key is named, and not compared.",
            HelpName = "FILE",
        };
        var runs = SharedOptions.Runs();
        var format = SharedOptions.Format("text", "json");
        var verb = new Command(
            "verify",
            "Verify a record offline: its chain, its signatures, its files and evidence, and every decision and verdict made again. Exit codes: 0 it holds, 1 it does not, 2 it cannot be judged."
        )
        {
            record,
            keys,
            runs,
            format,
        };
        verb.SetAction(
            async (parsed, ct) =>
            {
                var trusted = (parsed.GetValue(keys) ?? []).Select(it => KeyIn(host, it)).ToList();
                using var place = BundlePlace.Find(host, parsed.GetValue(runs)!, parsed.GetValue(record));
                var verified = Verified(place, trusted);
                if (verified.Signatures.Count > 0)
                {
                    verified = verified with { Parts = [.. verified.Parts, await PeopleSignatures.VerifyAsync(verified, host.Clock, ct)] };
                }

                Tell(host, verified, place.Name, asJson: parsed.GetValue(format) == "json");

                return verified.Verdict switch
                {
                    Verdict.Pass => ExitCodes.Go,
                    Verdict.Fail => ExitCodes.NoGo,
                    _ => ExitCodes.Unusable,
                };
            }
        );
        return verb;
    }

    private static void Tell(Host host, RecordVerification verified, string name, bool asJson)
    {
        if (asJson)
        {
            host.Out.WriteLine(VerificationJson.Write(verified, name).ToJsonString());
        }
        else
        {
            VerificationText.Write(host.OutForPeople, verified, name);
        }
    }

    private static RecordVerification Verified(BundlePlace place, IReadOnlyList<VerifyingKey> trusted)
    {
        try
        {
            var verified = RecordVerification.Of(place.Folder, trusted);
            return place.Wrapping is { } wrapping ? verified with { Parts = [.. verified.Parts, wrapping] } : verified;
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            throw new UnusableException($"{place.Name} cannot be read: {unreadable.Message}");
        }
    }

    private static VerifyingKey KeyIn(Host host, string path)
    {
        try
        {
            var (key, why) = VerifyingKey.Read(File.ReadAllText(host.Full(path)));
            return key ?? throw new UnusableException($"{path}: {why}");
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            throw new UnusableException($"{path} cannot be read: {unreadable.Message}");
        }
    }
}
