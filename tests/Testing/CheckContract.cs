using Slipway.Checks;
using Slipway.Kernel;

namespace Slipway.Testing;

/// <summary>
/// What every kind of check keeps to. A kind's test derives from it and says with which settings its own world answers, is
/// silent, is not there, and is hostile; the sentences are the same for all.
/// </summary>
public abstract class CheckContract : IDisposable
{
    private static readonly string[] Garbage =
    [
        "",
        " ",
        "\0",
        "-1",
        "99999999999",
        "${NOT_SET}",
        "../../../nosuch",
        "'\"$(id)`",
        "🙈",
        new('x', 100_000),
    ];

    /// <summary>A folder of the test.</summary>
    protected TempFolder Folder { get; } = new();

    /// <summary>The test's token.</summary>
    protected static CancellationToken Ct => TestContext.Current.CancellationToken;

    /// <summary>The kind.</summary>
    protected abstract ICheck Check { get; }

    /// <summary>Settings with which it sees something that <see cref="Expected"/> passes.</summary>
    protected abstract CheckSpec Answering { get; }

    /// <summary>What passes <see cref="Answering"/>; the kind's own default unless it has none.</summary>
    protected virtual Expectation Expected => Check.DefaultExpectation!;

    /// <summary>Settings with which its world never answers; null for a kind that asks nobody.</summary>
    protected abstract CheckSpec? Silent { get; }

    /// <summary>Settings whose target is not there, or says nothing that counts.</summary>
    protected abstract IReadOnlyList<CheckSpec> WithoutData { get; }

    /// <summary>Settings with which its world answers with too much, or with nonsense.</summary>
    protected abstract IReadOnlyList<CheckSpec> Hostile { get; }

    /// <inheritdoc/>
    public virtual void Dispose()
    {
        Folder.Dispose();
        GC.SuppressFinalize(this);
    }

    [Fact(Timeout = 60_000)]
    public async Task what_answers_well_passes() =>
        (await LookAsync(Answering)).ShouldSatisfyAllConditions(it =>
            Expected.Judge(it).ShouldBe(new(Verdict.Pass, Expected.Judge(it).Why))
        );

    [Fact(Timeout = 60_000)]
    public async Task what_never_answers_is_given_up_at_the_limit_and_was_not_seen()
    {
        if (Silent is not { } silent)
        {
            return;
        }

        var start = TimeProvider.System.GetTimestamp();
        var seen = await LookAsync(silent, TimeSpan.FromMilliseconds(400));

        seen.Looking.ShouldBe(Looking.CouldNotLook);
        TimeProvider.System.GetElapsedTime(start).ShouldBeLessThan(TimeSpan.FromSeconds(6));
    }

    [Fact(Timeout = 60_000)]
    public async Task the_limit_of_the_settings_holds_too()
    {
        if (Silent is not { } silent)
        {
            return;
        }

        var seen = await LookAsync(With(silent, "timeout", "300ms"), TimeSpan.FromMinutes(5));

        seen.Looking.ShouldBe(Looking.CouldNotLook);
    }

    [Fact(Timeout = 60_000)]
    public async Task cancelling_ends_the_look_with_a_cancellation()
    {
        using var cancel = CancellationTokenSource.CreateLinkedTokenSource(Ct);
        var looking = Check.LookAsync(Silent ?? Answering, Here(TimeSpan.FromMinutes(5)), cancel.Token);
        if (Silent is null)
        {
            await looking;
            await cancel.CancelAsync();
            looking = Check.LookAsync(Answering, Here(TimeSpan.FromMinutes(5)), cancel.Token);
        }

        await cancel.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(looking);
    }

    [Fact(Timeout = 60_000)]
    public async Task without_data_nothing_passes()
    {
        WithoutData.ShouldNotBeEmpty();
        foreach (var spec in WithoutData)
        {
            var seen = await LookAsync(spec);

            Expected.Judge(seen).Verdict.ShouldNotBe(Verdict.Pass, Shown(spec, seen));
            seen.Looking.ShouldNotBe(Looking.ProbeBroke, Shown(spec, seen));
        }
    }

    [Fact(Timeout = 60_000)]
    public async Task a_hostile_answer_is_bounded_and_breaks_nothing()
    {
        foreach (var spec in Hostile)
        {
            var seen = await LookAsync(spec);

            seen.Looking.ShouldNotBe(Looking.ProbeBroke, Shown(spec, seen));
            new[] { seen.Stdout, seen.Stderr, seen.Body }.ShouldAllBe(it => it == null || it.Length <= 1_100_000, Shown(spec, seen));
            (seen.Problem ?? "").Length.ShouldBeLessThan(5_000);
        }
    }

    [Fact(Timeout = 60_000)]
    public async Task a_setting_that_it_does_not_know_is_named()
    {
        var seen = await LookAsync(With(Answering, "no-such-setting", "1"));

        seen.Looking.ShouldBe(Looking.CouldNotLook);
        seen.Problem!.ShouldContain("no-such-setting");
    }

    [Fact(Timeout = 60_000)]
    public async Task every_setting_that_it_needs_and_does_not_get_is_named()
    {
        var seen = await LookAsync(new(Check.Kind, new Dictionary<string, string>()));

        seen.Looking.ShouldBe(Looking.CouldNotLook);
        foreach (var setting in Check.Settings.Where(it => it.Required))
        {
            seen.Problem!.ShouldContain(setting.Name);
        }
    }

    [Fact(Timeout = 120_000)]
    public async Task nonsense_in_any_setting_neither_throws_nor_breaks_it()
    {
        foreach (var name in Check.Settings.Select(it => it.Name.Replace("*", "X-Test", StringComparison.Ordinal)))
        {
            foreach (var value in Garbage)
            {
                var spec = With(Answering, name, value);

                var seen = await LookAsync(spec, TimeSpan.FromSeconds(2));

                seen.Looking.ShouldNotBe(Looking.ProbeBroke, Shown(spec, seen));
            }
        }
    }

    [Fact]
    public void its_name_and_its_settings_can_be_told_to_people()
    {
        Check.Kind.ShouldMatch("^[a-z][a-z0-9-]*$");
        Check.Settings.Select(it => it.Name).ShouldBeUnique();
        Check.Settings.ShouldAllBe(it => it.Meaning.EndsWith('.') && it.Meaning.Length > 5);
        Check.Settings.ShouldContain(it => it.Name == "timeout");
        Check.DefaultExpectation?.Understood.ShouldBeTrue();
    }

    /// <summary>Looks once, from the folder of the test.</summary>
    protected virtual Task<Observation> LookAsync(CheckSpec spec, TimeSpan? limit = null) =>
        Check.LookAsync(spec, Here(limit ?? TimeSpan.FromSeconds(20)), Ct);

    /// <summary>Where it looks from; a kind may add to it.</summary>
    protected virtual Surroundings Here(TimeSpan limit) =>
        new()
        {
            Directory = Folder.Path,
            Limit = limit,
            Clock = TimeProvider.System,
            Inherited = new Dictionary<string, string> { ["PATH"] = "/usr/local/bin:/usr/bin:/bin", ["HOME"] = Folder.Path },
        };

    /// <summary>Settings by name and value, in turn.</summary>
    protected CheckSpec Spec(params string[] namesAndValues) =>
        new(Check.Kind, namesAndValues.Chunk(2).ToDictionary(it => it[0], it => it[1], StringComparer.Ordinal));

    private static CheckSpec With(CheckSpec spec, string name, string value) =>
        spec with
        {
            With = new Dictionary<string, string>(spec.With, StringComparer.Ordinal) { [name] = value },
        };

    private static string Shown(CheckSpec spec, Observation seen)
    {
        var settings = string.Join(", ", spec.With.Select(it => $"{it.Key}={(it.Value.Length > 80 ? it.Value[..80] : it.Value)}"));
        return $"{settings}: {seen.Looking} {seen.Problem}";
    }
}
