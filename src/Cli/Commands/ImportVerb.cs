using System.CommandLine;
using Slipway.Kernel;
using Slipway.Runs;

namespace Slipway.Cli.Commands;

/// <summary><c>slipway import BUNDLE.zip…</c></summary>
internal static class ImportVerb
{
    public static Command Make(Host host)
    {
        var bundles = new Argument<string[]>("BUNDLE")
        {
            Description = "Bundles that `slipway export` wrote.",
            Arity = ArgumentArity.OneOrMore,
        };
        var runs = SharedOptions.Runs();
        var verb = new Command(
            "import",
            "Put bundles back among the runs, after verifying them. What does not hold, or is another run of the same name, is left out."
        )
        {
            bundles,
            runs,
        };
        verb.SetAction(parsed =>
        {
            var into = host.Full(parsed.GetValue(runs)!);
            Writable.Check(into);
            var refused = parsed.GetValue(bundles)!.Select(it => Import(host, it, into)).OfType<string>().ToList();
            return refused.Count == 0 ? ExitCodes.Go : throw new UnusableException([.. refused]);
        });
        return verb;
    }

    /// <summary>Null when the run is there, otherwise why it is not.</summary>
    private static string? Import(Host host, string file, string runs)
    {
        if (!File.Exists(host.Full(file)))
        {
            return $"{file}: there is no such file";
        }

        using var bundle = BundlePlace.Find(host, runs, file);
        var verified = RecordVerification.Of(bundle.Folder, []);
        if (bundle.Wrapping is not { Verdict: Verdict.Pass } || verified is not { Verdict: not Verdict.Fail, Run: { } run })
        {
            return $"{file} does not hold and is left out; `slipway verify {file}` says where";
        }

        var name = run.Started.Run.Value;
        if (name != Path.GetFileName(name) || name.StartsWith('.'))
        {
            return $"{file} is left out: \"{name}\" is no name of a run";
        }

        var place = new RunFolder(Path.Combine(runs, name));
        if (Directory.Exists(place.Path))
        {
            return IsSame(bundle.Folder, place) ? null : $"{file} is left out: another run is called {name} in {runs}";
        }

        Put(bundle.Folder.Path, place.Path);
        host.Out.WriteLine(name);
        return null;
    }

    private static bool IsSame(RunFolder one, RunFolder other) =>
        File.Exists(other.Journal) && File.ReadAllBytes(one.Journal).AsSpan().SequenceEqual(File.ReadAllBytes(other.Journal));

    /// <summary>Beside its place first: a crash leaves all of it, or nothing that is taken for a run.</summary>
    private static void Put(string from, string to)
    {
        var aside = Path.Combine(Path.GetDirectoryName(to)!, $".import-{Path.GetRandomFileName()}");
        foreach (var file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories))
        {
            var copy = Path.Combine(aside, Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }

        Directory.Move(aside, to);
    }
}
