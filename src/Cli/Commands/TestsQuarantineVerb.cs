using System.CommandLine;
using Slipway.Cli.Output;
using Slipway.Cli.Output.Pages;
using Slipway.Flakes;

namespace Slipway.Cli.Commands;

/// <summary><c>slipway tests quarantine propose|check|release</c></summary>
internal static class TestsQuarantineVerb
{
    public static Command Make(Host host) =>
        new("quarantine", "Keep the list of known flakes: propose entries, look through them, release what has held.")
        {
            Propose(host),
            Check(host),
            Release(host),
        };

    private static Command Propose(Host host)
    {
        var (shared, write) = (new Shared(), Write("Put the entries into the list, sorted, comments kept."));
        var owner = new Option<string?>("--owner")
        {
            Description = "Who mends them. Default: the owners of the test's file by CODEOWNERS; without either a test is not proposed.",
            HelpName = "NAME",
        };
        var issue = new Option<string?>("--issue") { Description = "Where they are followed up.", HelpName = "ISSUE" };
        var days = new Option<int?>("--days")
        {
            Description = "Days until the entries end, 1 to 90. Default: what the policy says, otherwise 14.",
            HelpName = "DAYS",
        };
        var settings = SharedOptions.Settings();
        var verb = new Command(
            "propose",
            "Write entries for the flaky tests that the list does not cover, as YAML. Broken tests, outages and rows of failures are never proposed. Exit codes: 0 done, also when there is nothing to propose; 2 nothing can be said."
        )
        {
            shared.History,
            shared.Store,
            shared.List,
            owner,
            issue,
            days,
            settings,
            write,
        };
        verb.SetAction(
            async (parsed, ct) =>
            {
                var given = parsed.GetValue(days);
                if (given is < 1 or > 90)
                {
                    throw new UnusableException($"--days is 1 to 90, not {given}: a quarantine without an end repairs nothing");
                }

                var policy = TestPolicies.Read(host, parsed.GetValue(settings));
                var (list, history, verdicts) = await shared.ReadAsync(host, parsed, mayBeMissing: true, ct);
                var (now, owners) = (host.Clock.GetUtcNow(), TestOwners.Of(host, list));
                var found = QuarantineProposals.Of(history, verdicts, list.Entries, now);
                var proposals = policy.Allowed(found, history, verdicts, OwnerOf, it => owners.FileOf(history, it.Suite, it.Test));
                var owned = proposals.Proposed.ToLookup(it => OwnerOf(new(it.Suite, it.Test)) is not null);
                var entries = owned[true].Select(it => Entry(it, OwnerOf(new(it.Suite, it.Test))!)).ToList();
                await TellAsync(host, list, entries, [.. proposals.Refused, .. owned[false].Select(Unowned)], parsed.GetValue(write));
                return ExitCodes.Go;

                string? OwnerOf(NamedTest it) => parsed.GetValue(owner) ?? owners.ByCode(history, it.Suite, it.Test).Name;

                NotProposed Unowned(QuarantineProposal it) =>
                    new(it.Suite, it.Test, $"has no owner ({owners.ByCode(history, it.Suite, it.Test).From}); name one with --owner");

                QuarantineEntry Entry(QuarantineProposal it, string name) =>
                    new()
                    {
                        Test = it.Test,
                        Suite = it.Suite.Length > 0 ? it.Suite : null,
                        Messages = it.Messages,
                        Owner = name,
                        Issue = parsed.GetValue(issue),
                        Reason = it.Reason,
                        Until = DateOnly.FromDateTime(now.UtcDateTime).AddDays(given ?? policy.Of(name).QuarantineDays),
                        Line = 0,
                    };
            }
        );
        return verb;
    }

    private static async Task TellAsync(
        Host host,
        QuarantineList list,
        List<QuarantineEntry> entries,
        IReadOnlyList<NotProposed> refused,
        bool write
    )
    {
        foreach (var it in refused)
        {
            await host.Err.WriteLineAsync(
                $"slipway: not proposed: {PlainText.Short(FlakeVerdictsText.Name(it.Suite, it.Test), 200)} {it.Why}"
            );
        }

        if (!write)
        {
            await host.Out.WriteAsync(string.Concat(entries.Select(QuarantineFile.Write)));
            return;
        }

        if (entries.Count > 0)
        {
            list.Replace(QuarantineFile.With(list.Text, entries));
        }

        await host.OutForPeople.WriteLineAsync($"{entries.Count} entries added to {list.Shown}");
    }

    private static Command Check(Host host)
    {
        var shared = new Shared();
        var verb = new Command(
            "check",
            "Look through the list: what has lapsed or lapses within 14 days, whose test is gone or broken, what stands twice, what covers more than was seen. Exit codes: 0 nothing to see to; 1 something to see to; 2 nothing can be said."
        )
        {
            shared.History,
            shared.Store,
            shared.List,
        };
        verb.SetAction(
            async (parsed, ct) =>
            {
                var (list, history, verdicts) = await shared.ReadAsync(host, parsed, mayBeMissing: false, ct);
                var findings = QuarantineReview.Of(history, verdicts, list.Entries, host.Clock.GetUtcNow(), ShownEntry.Soon);
                foreach (var (entry, what) in findings)
                {
                    await host.OutForPeople.WriteLineAsync($"{list.Shown}:{entry.Line}: {Name(entry)} {PlainText.Short(what, 400)}");
                }

                await host.OutForPeople.WriteLineAsync($"{list.Entries.Count} entries, {findings.Count} findings");
                return findings.Count == 0 ? ExitCodes.Go : ExitCodes.NoGo;
            }
        );
        return verb;
    }

    private static Command Release(Host host)
    {
        var (shared, write) = (new Shared(), Write("Take the entries out of the list, comments kept."));
        var verb = new Command(
            "release",
            "Name the entries whose tests have held: so many passes on end that a test which is as flaky as it was would have failed with a chance of 95 %. Exit codes: 0 done, also when none may go; 2 nothing can be said."
        )
        {
            shared.History,
            shared.Store,
            shared.List,
            write,
        };
        verb.SetAction(
            async (parsed, ct) =>
            {
                var (list, history, verdicts) = await shared.ReadAsync(host, parsed, mayBeMissing: false, ct);
                var all = QuarantineRelease.Of(history, verdicts, list.Entries);
                foreach (var it in all.OrderByDescending(it => it.MayGo).ThenBy(it => it.Entry.Line))
                {
                    await host.OutForPeople.WriteLineAsync(
                        $"{(it.MayGo ? "release" : "keep"), -8} line {it.Entry.Line}: {Name(it.Entry)} {PlainText.Short(it.Why, 300)}"
                    );
                }

                var gone = all.Where(it => it.MayGo).Select(it => it.Entry).ToList();
                if (parsed.GetValue(write) && gone.Count > 0)
                {
                    list.Replace(QuarantineFile.Without(list.Text, gone));
                    await host.OutForPeople.WriteLineAsync($"{gone.Count} entries taken out of {list.Shown}");
                }

                return ExitCodes.Go;
            }
        );
        return verb;
    }

    private static Option<bool> Write(string what) => new("--write") { Description = what };

    private static string Name(QuarantineEntry it) => PlainText.Short(FlakeVerdictsText.Name(it.Suite ?? "", it.Test), 200);

    /// <summary>What all three have in common: a history and a list.</summary>
    private sealed class Shared
    {
        public Option<string[]> History { get; } = Histories.Option();
        public Option<string> Store { get; } = TestStores.Option();
        public Option<string?> List { get; } = QuarantineList.Option();

        public async Task<(QuarantineList List, TestHistory History, FlakeVerdicts Verdicts)> ReadAsync(
            Host host,
            ParseResult parsed,
            bool mayBeMissing,
            CancellationToken ct
        )
        {
            var list = QuarantineList.Read(host, parsed.GetValue(List), mayBeMissing);
            var history = await Histories.FollowedAsync(host, parsed.GetValue(History) ?? [], parsed.GetValue(Store)!, ct);
            return (list, history, FlakeVerdicts.Of(history));
        }
    }
}
