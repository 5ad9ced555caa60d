using System.CommandLine;
using Slipway.Cli.Output;
using Slipway.Flakes;

namespace Slipway.Cli.Commands;

/// <summary><c>slipway tests show TEST</c></summary>
internal static class TestsShowVerb
{
    /// <summary>Cells of a strip for programs.</summary>
    private const int CellsOfJson = 366;

    public static Command Make(Host host)
    {
        var test = new Argument<string>("TEST") { Description = "Name of the test, in whichever suite; or \"suite › test\"." };
        var history = Histories.Option();
        var store = TestStores.Option();
        var format = SharedOptions.Format("text", "json");
        var verb = new Command(
            "show",
            "Show one test: how it stands and why, its history as a strip, on which machines and branches it did what, and each failure with its verdict. Exit codes: 0 shown; 2 no test is called so."
        )
        {
            test,
            history,
            store,
            format,
        };
        verb.SetAction(
            async (parsed, ct) =>
            {
                var (name, json) = (parsed.GetValue(test)!, parsed.GetValue(format) == "json");
                var outcomes = await Histories.FollowedAsync(host, parsed.GetValue(history) ?? [], parsed.GetValue(store)!, ct);
                var verdicts = FlakeVerdicts.Of(outcomes);
                var called = LastNames(outcomes.Moves, it => IsCalled(it.Suite, it.Test));
                var found = TestPicture.Of(
                    outcomes,
                    verdicts,
                    it => IsCalled(it.Suite, it.Test) || called.Contains(new(it.Suite, it.Test)),
                    json ? CellsOfJson : TestPictureText.Cells(host.Width)
                );
                if (found.Count == 0)
                {
                    throw new UnusableException($"no test is called {name}; `slipway tests verdicts --format json` names all of them");
                }

                foreach (var picture in found)
                {
                    if (json)
                    {
                        await host.Out.WriteLineAsync(TestPictureJson.Write(picture));
                    }
                    else
                    {
                        TestPictureText.Write(host, picture);
                    }
                }

                return ExitCodes.Go;

                bool IsCalled(string suite, string test) => test == name || FlakeVerdictsText.Name(suite, test) == name;
            }
        );
        return verb;
    }

    /// <summary>What the tests are called now that once were called so. The moves are in the order of time, so one pass follows all of them.</summary>
    private static HashSet<NamedTest> LastNames(IEnumerable<TestMove> moves, Func<NamedTest, bool> isWanted)
    {
        var names = new HashSet<NamedTest>();
        foreach (var it in moves.Where(it => names.Contains(it.From) || isWanted(it.From)))
        {
            names.Add(it.To);
        }

        return names;
    }
}
