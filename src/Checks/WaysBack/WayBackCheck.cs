using System.Globalization;
using System.Text.Json.Nodes;
using Slipway.Checks.Looks;
using Slipway.Kernel;

namespace Slipway.Checks.WaysBack;

/// <summary>Whether the way back of a checklist was gone before, lately, and with success: by the record of the run that went it.</summary>
internal sealed class WayBackCheck : ICheck
{
    private static readonly TimeSpan Lately = TimeSpan.FromDays(30);

    public string Kind => "way-back";

    public IReadOnlyList<CheckSetting> Settings { get; } =
    [
        new(
            "document",
            Required: false,
            "The checklist whose way back it is; runs of a file of the same name count. Needed, but in a checklist, where it is itself."
        ),
        new("environment", Required: false, "Only where it was gone there. Default: anywhere."),
        new("runs", Required: false, "Folder of the records, relative to that of the environment. Default: where runs are kept."),
        new("within", Required: false, "How old the record may be. Default `30d`."),
        new(
            "steps",
            Required: false,
            "Digest of the steps that must have been gone. In a checklist: those that stand in it today. Default: any, and the account says so."
        ),
        Look.Timeout,
    ];

    public Expectation? DefaultExpectation { get; } = Expectation.Parse("count flaws = 0");

    public Task<Observation> LookAsync(CheckSpec spec, Surroundings here, CancellationToken ct) =>
        Look.AtAsync(this, spec, here, ReadAsync, ct);

    private static Task<Observation> ReadAsync(SettingReader settings, CancellationToken ct)
    {
        var document = settings.Text("document") ?? throw new NotSeenException("Say which checklist: document=GO-LIVE.md.");
        var (environment, steps) = (settings.Text("environment"), settings.Text("steps"));
        var within = settings.Duration("within", Lately);
        var folder = settings.Text("runs") is { } named ? settings.PathOf(named) : null;
        settings.Check();
        var records = (
            settings.Here.Records ?? throw new NotSeenException("No records of runs are at hand here; ask where the runs are kept.")
        ).WaysBack(document, folder, ct);
        var gone = records.Where(it => environment is null || it.Environment == environment).ToList();
        return gone.Count > 0
            ? Task.FromResult(Told(gone[0], steps, within, settings.Here.Clock.GetUtcNow()))
            : throw new NotSeenException(
                $"No record of a run of {Named(document)} that went back{(environment is null ? "" : $" in {environment}")}{(records.Count == 0 ? "" : $"; the last one elsewhere is of {records[0].Environment}")}. `slipway drill` makes one."
            );
    }

    private static string Named(string document) => Path.GetFileName(document) is { Length: <= 100 } name ? name : "that name";

    private static Observation Told(WayBackRecord last, string? steps, TimeSpan within, DateTimeOffset now)
    {
        if (last.Fault is { } fault)
        {
            throw new NotSeenException($"The record of run {last.Run} is not whole: {fault}.");
        }

        if (last.IsDemonstration)
        {
            throw new NotSeenException($"Run {last.Run} is a demonstration, and no record of a real one.");
        }

        var age = now - last.EndedAt;
        var account = new Account { Value = new(Math.Round(age.TotalDays, 2), "d") };
        account.Facts["run"] = last.Run;
        account.Facts["environment"] = last.Environment;
        account.Facts["endedAt"] = last.EndedAt.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
        account.Facts["drill"] = last.IsDrill;
        account.Facts["why"] = last.Why;
        account.Facts["sameSteps"] = steps is null ? null : JsonValue.Create(steps == last.Steps);
        if (!last.IsBack)
        {
            account.Flaw($"run {last.Run} did not come back: {last.Why}");
        }

        if (steps is not null && steps != last.Steps)
        {
            account.Flaw($"the way back has changed since run {last.Run} went it");
        }

        if (age > within)
        {
            account.Flaw(
                $"run {last.Run} went back {Durations.Write(TimeSpan.FromDays(Math.Floor(age.TotalDays)))} ago; at most {Durations.Write(within)} is asked"
            );
        }

        if (age < TimeSpan.FromMinutes(-5))
        {
            throw new NotSeenException($"Run {last.Run} ended in the future; the clock here, or there, is wrong.");
        }

        return account.Seen();
    }
}
