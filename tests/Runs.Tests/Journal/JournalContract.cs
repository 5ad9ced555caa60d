using System.Text.Json;
using Slipway.Runs.Journal;
using Slipway.Runs.Tests.Doubles;
using Slipway.Testing;

namespace Slipway.Runs.Tests.Journal;

/// <summary>What every journal keeps to, wherever it is stored.</summary>
public abstract class JournalContract : IDisposable
{
    protected static readonly DateTimeOffset At = new(2030, 1, 1, 8, 0, 0, TimeSpan.Zero);

    private protected TempFolder Folder { get; } = new();

    public void Dispose()
    {
        Folder.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>A new journal.</summary>
    private protected abstract IJournal Create(Func<string, string>? redact = null);

    /// <summary>The same journal, opened again for writing.</summary>
    private protected abstract OpenJournal Open(Func<string, string>? redact = null);

    /// <summary>The same journal, read.</summary>
    private protected abstract OpenJournal Read();

    [Fact]
    public void what_was_appended_is_there_when_it_is_opened_again()
    {
        var written = Written(Samples.All);

        using var opened = Opened(Open());
        opened.Records.Select(it => it.Hash).ShouldBe(written.Select(it => it.Hash));
        opened.Records.Select(it => it.Sequence).ShouldBe(Enumerable.Range(1, written.Count).Select(it => (long)it));
        opened.Records[^1].Time.ShouldBe(At);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void every_kind_of_event_comes_back_as_it_went_in(string kind)
    {
        var sample = Samples.All.SingleOrDefault(it => Samples.Kinds[it.GetType()] == kind);
        sample.ShouldNotBeNull($"Samples lacks an event of the kind {kind}.");
        Written(sample is RunEvent.RunStarted ? [sample] : [Samples.All[0], sample]);

        using var opened = Opened(Read());
        Words(opened.Records[^1].Body).ShouldBe(Words(sample));
        opened.Records[^1].Body.ShouldBeOfType(sample.GetType());
    }

    public static TheoryData<string> Kinds() => [.. Samples.Kinds.Values];

    [Fact]
    public void it_goes_on_where_it_ended()
    {
        Written(Samples.All.Take(2));
        using (var opened = Opened(Open()))
        {
            opened.Journal.Count.ShouldBe(2);
            opened.Journal.Head.ShouldBe(opened.Records[^1].Hash);
            opened.Journal.Append(3, Samples.All[2], At);
        }

        using var again = Opened(Read());
        again.Records.Count.ShouldBe(3);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    [InlineData(4)]
    public void a_record_with_another_number_than_the_next_is_refused(long sequence)
    {
        using var journal = Create();
        journal.Append(1, Samples.All[0], At);
        journal.Append(2, Samples.All[1], At);

        Should.Throw<JournalLostException>(() => journal.Append(sequence, Samples.All[2], At));
        journal.Count.ShouldBe(2);
    }

    [Fact]
    public void a_second_writer_finds_it_busy()
    {
        using var first = Create();
        first.Append(1, Samples.All[0], At);

        Open().ShouldBeOfType<OpenJournal.Busy>();
    }

    [Fact]
    public void a_journal_that_was_closed_is_free_again()
    {
        Written(Samples.All.Take(1));

        Opened(Open()).Dispose();
        Opened(Open()).Dispose();
    }

    [Fact]
    public void it_can_be_read_while_it_is_written()
    {
        using var writer = Create();
        writer.Append(1, Samples.All[0], At);

        using var opened = Opened(Read());
        opened.Records.Count.ShouldBe(1);
        writer.Append(2, Samples.All[1], At);
    }

    [Fact]
    public void what_was_opened_for_reading_is_not_written()
    {
        Written(Samples.All.Take(1));

        using var opened = Opened(Read());
        Should.Throw<JournalLostException>(() => opened.Journal.Append(2, Samples.All[1], At));
    }

    [Fact]
    public void where_there_is_none_it_is_missing()
    {
        Open().ShouldBeOfType<OpenJournal.Missing>();
        Read().ShouldBeOfType<OpenJournal.Missing>();
    }

    [Fact]
    public void secrets_reach_neither_the_record_nor_what_is_told_of_it()
    {
        const string secret = "hunter2-and-more";
        using var journal = Create(text => text.Replace(secret, "***", StringComparison.Ordinal));
        var started = (RunEvent.RunStarted)Samples.All[0];
        var check = new Kernel.CheckSpec(
            "http",
            new Dictionary<string, string> { ["type"] = secret, ["url"] = $"https://{secret}@shop.test" }
        );
        var step = Steps.Reads(1, $"curl -u me:{secret}") with { Check = check, Expect = $"stdout contains '{secret}'" };

        var stored = journal.Append(1, started with { Title = secret, Steps = [step] }, At).Body.ShouldBeOfType<RunEvent.RunStarted>();
        journal.Append(2, new RunEvent.RunPaused($"token {secret} expired"), At).Body.ShouldBe(new RunEvent.RunPaused("token *** expired"));

        stored.Title.ShouldBe("***");
        stored.Steps[0].Check!.With.Values.ShouldAllBe(it => !it.Contains(secret));
        Stored().ShouldNotContain(secret);
    }

    [Theory]
    [InlineData("pass")]
    [InlineData("reads")]
    [InlineData("step-ended")]
    [InlineData("L1")]
    public void a_secret_that_is_a_word_of_ours_breaks_no_record(string secret)
    {
        using (var journal = Create(text => text.Replace(secret, "***", StringComparison.OrdinalIgnoreCase)))
        {
            journal.Append(1, Samples.All[0], At);
            journal.Append(2, Samples.All[2], At).Body.ShouldBeOfType<RunEvent.StepEnded>().Step.ShouldBe(Steps.Id(1));
        }

        Opened(Read()).Dispose();
    }

    [Fact]
    public void what_is_told_of_a_record_is_what_a_reader_finds()
    {
        var torn = new RunEvent.RunPaused("cut in the middle of a pair: \ud83d");
        var told = Written([Samples.All[0], torn])[^1];

        using var opened = Opened(Read());
        opened.Records[^1].Body.ShouldBe(told.Body);
    }

    private static string Words(RunEvent happened) => JsonSerializer.Serialize(happened, JournalJson.Options);

    /// <summary>Everything that is stored, as text.</summary>
    private protected abstract string Stored();

    private protected List<JournalRecord> Written(IEnumerable<RunEvent> events)
    {
        using var journal = Create();
        return [.. events.Select(it => journal.Append(journal.Count + 1, it, At)).ToList()];
    }

    private protected static OpenedJournal Opened(OpenJournal open)
    {
        var it = open.ShouldBeOfType<OpenJournal.Opened>();
        return new(it.Journal, it.Records);
    }

    private protected sealed record OpenedJournal(IJournal Journal, IReadOnlyList<JournalRecord> Records) : IDisposable
    {
        public void Dispose() => Journal.Dispose();
    }
}
