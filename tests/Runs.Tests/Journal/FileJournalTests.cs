using System.Text;
using System.Text.Json.Nodes;
using Slipway.Kernel;
using Slipway.Runs.Journal;
using Slipway.Runs.Tests.Doubles;

namespace Slipway.Runs.Tests.Journal;

public sealed class FileJournalTests : JournalContract
{
    private string Path => Folder["journal.jsonl"];

    private protected override IJournal Create(Func<string, string>? redact = null) => FileJournal.Create(Path, redact ?? (it => it));

    private protected override OpenJournal Open(Func<string, string>? redact = null) => FileJournal.Open(Path, redact ?? (it => it));

    private protected override OpenJournal Read() => FileJournal.Read(Path);

    private protected override string Stored() => Encoding.UTF8.GetString(Whole());

    [Fact]
    public void a_record_is_a_line_and_the_first_holds_the_version_of_the_format()
    {
        Written(Samples.All.Take(3));

        var lines = File.ReadAllLines(Path);
        lines.Length.ShouldBe(3);
        JsonNode.Parse(lines[0])!["body"]!["format"]!.GetValue<int>().ShouldBe(1);
        JsonNode.Parse(lines[1])!["prev"]!.GetValue<string>().ShouldBe(JsonNode.Parse(lines[0])!["hash"]!.GetValue<string>());
    }

    [Fact]
    public void a_last_record_torn_at_any_byte_is_cut_off_and_the_rest_is_readable()
    {
        Written([Story.Start(Steps.Reads(1)), Samples.All[1], new RunEvent.RunPaused("nobody is here ✓")]);
        var bytes = File.ReadAllBytes(Path);
        var start = StartOfLast(bytes);
        for (var length = start; length < bytes.Length; length++)
        {
            File.WriteAllBytes(Path, bytes[..length]);

            using (var opened = Opened(Open()))
            {
                opened.Records.Count.ShouldBe(2, $"torn at {length}");
                opened.Journal.Append(3, Samples.All[3], At);
            }

            using var again = Opened(Read());
            again.Records[^1].Body.ShouldBe(Samples.All[3], $"torn at {length}");
        }
    }

    [Theory]
    [InlineData(0x01)]
    [InlineData(0x20)]
    [InlineData(0x80)]
    public void one_flipped_byte_anywhere_in_a_record_is_found_and_named(byte mask)
    {
        Written([Samples.All[0], new RunEvent.RunPaused("a \u001b[31m \ufffd ü ✓"), new RunEvent.RunEnded(Outcome.NoGo, "x\u0001f")]);
        var bytes = File.ReadAllBytes(Path);
        var record = 1;
        for (var at = 0; at < bytes.Length; at++)
        {
            var end = bytes[at] == '\n';
            bytes[at] ^= mask;
            File.WriteAllBytes(Path, bytes);

            var corrupt = Read().ShouldBeOfType<OpenJournal.Corrupt>($"flipped at {at} of record {record}");
            corrupt.Record.ShouldBe(record, $"flipped at {at}");
            corrupt.Before.Count.ShouldBe(record - 1);
            bytes[at] ^= mask;
            record += end ? 1 : 0;
        }
    }

    [Fact]
    public void a_last_record_with_sectors_that_the_disk_never_took_is_torn_and_not_corrupt()
    {
        Written([Samples.All[0], Samples.All[1], new RunEvent.RunPaused(new string('x', 3000))]);
        var bytes = File.ReadAllBytes(Path);
        var start = StartOfLast(bytes);
        var sectors = Enumerable.Range(start / 512, (bytes.Length - start) / 512).ToList();
        sectors.Count.ShouldBeGreaterThan(4);
        foreach (var sector in sectors)
        {
            var torn = bytes.ToArray();
            var from = Math.Max(start, sector * 512);
            torn.AsSpan(from, Math.Min((sector + 1) * 512, bytes.Length - 1) - from).Clear();
            File.WriteAllBytes(Path, torn);

            using var opened = Opened(Open());
            opened.Records.Count.ShouldBe(2, $"without sector {sector}");
        }
    }

    [Theory]
    [InlineData(100)]
    [InlineData(511)]
    public void zeros_that_are_no_whole_sector_were_not_torn_but_written(int length)
    {
        Written([Samples.All[0], new RunEvent.RunPaused(new string('x', 3000))]);
        var bytes = File.ReadAllBytes(Path);
        bytes.AsSpan((bytes.Length - 1500) / 512 * 512, length).Clear();
        File.WriteAllBytes(Path, bytes);

        Read().ShouldBeOfType<OpenJournal.Corrupt>().Record.ShouldBe(2);
    }

    [Fact]
    public void what_is_corrupt_is_neither_opened_for_writing_nor_changed()
    {
        Written(Samples.All.Take(3));
        var bytes = File.ReadAllBytes(Path);
        bytes[20] ^= 1;
        File.WriteAllBytes(Path, bytes);

        Open().ShouldBeOfType<OpenJournal.Corrupt>().Record.ShouldBe(1);
        File.ReadAllBytes(Path).ShouldBe(bytes);
    }

    [Fact]
    public void a_missing_record_in_the_middle_is_found()
    {
        Written(Samples.All.Take(4));
        var lines = File.ReadAllLines(Path);
        File.WriteAllLines(Path, [lines[0], lines[1], lines[3]]);

        Read().ShouldBeOfType<OpenJournal.Corrupt>().Record.ShouldBe(3);
    }

    [Fact]
    public void two_records_that_changed_places_are_found()
    {
        Written(Samples.All.Take(3));
        var lines = File.ReadAllLines(Path);
        File.WriteAllLines(Path, [lines[0], lines[2], lines[1]]);

        Read().ShouldBeOfType<OpenJournal.Corrupt>().Record.ShouldBe(2);
    }

    [Fact]
    public void a_kind_of_event_that_a_later_version_brought_is_told_as_such()
    {
        var first = Written(Samples.All.Take(1))[0];
        File.AppendAllText(Path, Line(2, first.Hash, new JsonObject { ["type"] = "moon-landed", ["crew"] = 3 }));

        var corrupt = Read().ShouldBeOfType<OpenJournal.Corrupt>();
        corrupt.Record.ShouldBe(2);
        corrupt.Why.ShouldContain("this version of Slipway does not know");
        corrupt.Before.Count.ShouldBe(1);
    }

    [Theory]
    [InlineData("crew")]
    [InlineData("body2")]
    [InlineData("zone")]
    public void a_member_of_a_record_that_a_later_version_brought_keeps_nobody_from_reading_it(string name)
    {
        var first = Written(Samples.All.Take(1))[0];
        var body = (JsonObject)RunEventJson.Write(new RunEvent.RunPaused("at \"hash\":\"x\",\"time\":\"y\"}"));
        File.AppendAllText(Path, Line(2, first.Hash, body, (name, new JsonObject { ["hash"] = first.Hash, ["time"] = "late" })));

        using var opened = Opened(Read());
        opened.Records[^1].Body.ShouldBeOfType<RunEvent.RunPaused>().Why.ShouldStartWith("at ");
    }

    [Theory]
    [InlineData(2)]
    [InlineData(1_777)]
    [InlineData(3_000)]
    public void of_a_long_journal_too_the_first_record_that_is_not_what_it_says_is_named(int damaged)
    {
        Written([Samples.All[0], .. Enumerable.Range(0, 2_999).Select(it => new RunEvent.RunPaused($"reason {it}"))]);
        var lines = File.ReadAllLines(Path);
        lines[damaged - 1] = lines[damaged - 1].Replace("reason", "season", StringComparison.Ordinal);
        lines[2_998] = "";
        File.WriteAllText(Path, string.Concat(lines.Select(it => $"{it}\n")));

        var corrupt = Read().ShouldBeOfType<OpenJournal.Corrupt>();
        (corrupt.Record, corrupt.Before.Count).ShouldBe((Math.Min(damaged, 2_999), Math.Min(damaged, 2_999) - 1));
        corrupt.Why.ShouldBe(damaged < 2_999 ? "its hash does not fit its content" : "it is not JSON");
    }

    [Fact]
    public void a_format_that_a_later_version_brought_is_told_as_such()
    {
        using (var journal = Create())
        {
            journal.Append(1, Story.Start(Steps.Reads(1)) with { Format = 3 }, At);
        }

        Read().ShouldBeOfType<OpenJournal.Corrupt>().Why.ShouldContain("format 3");
    }

    [Fact]
    public void a_run_starts_once_and_first()
    {
        Written([Samples.All[0], Samples.All[0]]);
        Read().ShouldBeOfType<OpenJournal.Corrupt>().Record.ShouldBe(2);

        File.Delete(Path);
        Written([Samples.All[1]]);
        Read().ShouldBeOfType<OpenJournal.Corrupt>().Record.ShouldBe(1);
    }

    [Fact]
    public void when_somebody_else_wrote_to_the_file_nothing_more_is_appended()
    {
        using var journal = Create();
        journal.Append(1, Samples.All[0], At);
        using (var other = new FileStream(Path, FileMode.Append, FileAccess.Write, FileShare.ReadWrite))
        {
            other.WriteByte((byte)'x');
        }

        Should.Throw<JournalLostException>(() => journal.Append(2, Samples.All[1], At));
    }

    [Fact]
    public void a_medium_that_takes_no_more_loses_the_journal()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "There is no /dev/full here.");
        File.CreateSymbolicLink(Path, "/dev/full");
        using var opened = Opened(Open());

        Should.Throw<JournalLostException>(() => opened.Journal.Append(1, Samples.All[0], At)).Message.ShouldContain("Make room");
        Should.Throw<JournalLostException>(() => opened.Journal.Append(1, Samples.All[0], At));
    }

    [Fact]
    public void a_journal_that_was_closed_takes_nothing_more()
    {
        var journal = Create();
        journal.Dispose();

        Should.Throw<JournalLostException>(() => journal.Append(1, Samples.All[0], At));
    }

    [Fact]
    public void the_stored_names_of_the_events_stay()
    {
        string.Join(' ', Samples.Kinds.Values)
            .ShouldBe(
                "run-started step-began step-ended step-left hold-opened hold-answered destruction-confirmed fact-recorded moment-reached "
                    + "failure-accepted step-waived retry-asked outcome-settled trigger-looked baseline-seen trigger-fired trigger-closed watch-began watch-looked watch-closed rollback-began run-paused run-interrupted run-resumed hold-reminded hold-escalated hold-expired glass-broken run-ended record-sealed"
                    + " checkpoint-signed"
            );
    }

    private byte[] Whole()
    {
        using var file = new FileStream(Path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        var bytes = new byte[file.Length];
        file.ReadExactly(bytes);
        return bytes;
    }

    private static int StartOfLast(byte[] bytes) => Array.LastIndexOf(bytes, (byte)'\n', bytes.Length - 2) + 1;

    private static string Line(long sequence, string previous, JsonObject body, (string Name, JsonNode Value)? more = null)
    {
        var record = new JsonObject
        {
            ["seq"] = sequence,
            ["time"] = At.ToString("O", System.Globalization.CultureInfo.InvariantCulture),
            ["body"] = body,
            ["prev"] = previous,
        };
        if (more is { } added)
        {
            record[added.Name] = added.Value;
        }

        record["hash"] = Digest.Of(CanonicalJson.Write(record)).Hex;
        return CanonicalJson.Write(record) + "\n";
    }
}
