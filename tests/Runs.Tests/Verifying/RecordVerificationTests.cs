using System.Text;
using Slipway.Kernel;
using Slipway.Runs.Journal;
using Slipway.Runs.Tests.Doubles;

namespace Slipway.Runs.Tests.Verifying;

public sealed class RecordVerificationTests
{
    [Fact]
    public async Task a_record_that_nobody_touched_holds_in_all_its_parts()
    {
        using var run = await SignedRun.MakeAsync();

        var verified = run.Verify();

        run.State.Ended!.Outcome.ShouldBe(Outcome.NoGo, run.State.Ended.Why);
        verified.Parts.ShouldAllBe(it => it.Verdict == Verdict.Pass, string.Join('\n', verified.Parts));
        verified.KeyId.ShouldBe(run.Key.Public.Id);
        verified.Statement!.PlanDigest.ShouldBe(run.State.Started.PlanDigest);
        verified.Parts.Select(it => it.Subject).ShouldBe(["chain", "statement", "checkpoints", "files", "evidence", "replay"]);
        verified.Parts[^1].Says.ShouldContain("verdicts made again from their evidence by rules 1");
    }

    [Fact]
    public async Task another_key_is_none_of_those_that_are_trusted()
    {
        using var run = await SignedRun.MakeAsync();
        using var other = SigningKey.Create();

        var verified = RecordVerification.Of(run.Folder, [other.Public]);

        verified.Verdict.ShouldBe(Verdict.Fail);
        Part(verified, "statement").Faults.ShouldHaveSingleItem().ShouldContain("none of those that you trust");
    }

    [Fact]
    public async Task without_a_signature_it_cannot_be_judged()
    {
        using var run = await SignedRun.MakeAsync(signed: false);

        run.Verify().Verdict.ShouldBe(Verdict.Inconclusive);
    }

    [Fact]
    public void a_record_of_format_1_is_read_for_ever_and_says_what_it_cannot_show()
    {
        var verified = RecordVerification.Of(new(Path.Combine(AppContext.BaseDirectory, "Bundles", "format-1")), []);

        verified.Verdict.ShouldBe(Verdict.Inconclusive);
        verified.Parts.ShouldAllBe(it => it.Verdict != Verdict.Fail, string.Join('\n', verified.Parts.SelectMany(it => it.Faults)));
        verified.Run!.Ended!.Outcome.ShouldBe(Outcome.Go);
        Part(verified, "replay").Says.ShouldStartWith("14 decisions made again");
    }

    /// <summary>Whoever has the key can write everything anew but what the rules say: the replay finds a verdict that its evidence does not bear.</summary>
    [Fact]
    public async Task a_verdict_that_was_written_anew_with_its_chain_is_found_by_its_evidence()
    {
        using var run = await SignedRun.MakeAsync(counted: "41");
        var copy = run.Copy();
        Rewrite(
            copy,
            line =>
                line.Contains("\"type\":\"step-ended\"", StringComparison.Ordinal)
                    ? line.Replace("\"verdict\":\"fail\"", "\"verdict\":\"pass\"", StringComparison.Ordinal)
                    : line
        );

        var verified = run.Verify(copy);

        Part(verified, "chain").Verdict.ShouldBe(Verdict.Pass);
        Part(verified, "replay")
            .Faults.ShouldContain(it =>
                it.Contains("and says Fail", StringComparison.Ordinal) || it.Contains("its evidence says Fail", StringComparison.Ordinal)
            );
    }

    [Fact]
    public async Task a_record_of_other_rules_is_open_and_not_broken()
    {
        using var run = await SignedRun.MakeAsync(counted: "41");
        var copy = run.Copy();
        Rewrite(
            copy,
            line =>
                line.Replace("\"rules\":1", "\"rules\":2", StringComparison.Ordinal)
                    .Replace("\"verdict\":\"fail\"", "\"verdict\":\"inconclusive\"", StringComparison.Ordinal)
        );

        var replay = Part(run.Verify(copy), "replay");

        replay.Verdict.ShouldBe(Verdict.Inconclusive);
        replay.Faults.ShouldHaveSingleItem().ShouldContain("judged by rules 2");
    }

    [Fact]
    public async Task the_place_of_a_change_is_named()
    {
        using var run = await SignedRun.MakeAsync();
        var files = Directory.EnumerateFiles(run.Folder.Path, "*", SearchOption.AllDirectories).Where(it => new FileInfo(it).Length > 0);

        foreach (var file in files)
        {
            var name = Path.GetRelativePath(run.Folder.Path, file);
            var copy = run.Copy();
            var bytes = Bytes(copy.In(name));
            bytes[bytes.Length / 2] ^= 1;
            Put(copy.In(name), bytes);

            var verified = run.Verify(copy);

            verified.Verdict.ShouldBe(Verdict.Fail, name);
            var place = name.StartsWith("evidence", StringComparison.Ordinal) ? "evidence" : name;
            verified.Parts.SelectMany(it => it.Faults).ShouldContain(it => it.Contains(place, StringComparison.Ordinal), name);
        }
    }

    [Fact]
    public async Task what_lies_beside_the_record_does_not_pass_for_it()
    {
        using var run = await SignedRun.MakeAsync();
        var copy = run.Copy();
        Put(copy.In("approval.pdf"), "signed"u8.ToArray());

        Part(run.Verify(copy), "files").Faults.ShouldBe(["approval.pdf does not belong to the record"]);
    }

    [Fact]
    public async Task a_file_among_the_signatures_that_is_no_signature_of_this_run_does_not_pass_for_one()
    {
        using var run = await SignedRun.MakeAsync();
        var copy = run.Copy();
        Directory.CreateDirectory(copy.In("signatures"));
        Put(copy.In("signatures/L2-000000000000.json"), "{}"u8.ToArray());

        Part(run.Verify(copy), "files").Faults.ShouldBe(["signatures/L2-000000000000.json is no signature that was brought to this run"]);
    }

    [Fact]
    public async Task a_statement_of_another_run_is_found()
    {
        using var one = await SignedRun.MakeAsync();
        using var two = await SignedRun.MakeAsync(counted: "43");
        var copy = one.Copy();
        Put(
            copy.Statement,
            Encoding.UTF8.GetBytes(
                Envelope.Sign(RunStatement.PayloadType, Envelope.Read(Bytes(two.Folder.Statement)).Envelope!.Payload, one.Key).Write()
            )
        );

        var faults = Part(one.Verify(copy), "statement").Faults;

        faults.ShouldContain(it => it.StartsWith("the head of the journal is stated as ", StringComparison.Ordinal));
    }

    [Fact]
    public async Task a_bundle_holds_and_a_change_of_its_wrapping_is_found()
    {
        using var run = await SignedRun.MakeAsync();
        using var temp = new Slipway.Testing.TempFolder();
        Bundle.Pack(run.Folder, temp["run.zip"]);
        var bytes = Bytes(temp["run.zip"]);

        Bundle.Unpack(temp["run.zip"], Directory.CreateDirectory(temp["out"]).FullName).Verdict.ShouldBe(Verdict.Pass);
        run.Verify(new(temp["out"])).Verdict.ShouldBe(Verdict.Pass);

        // The date of the first entry: nothing of its content.
        bytes[10] ^= 1;
        Put(temp["other.zip"], bytes);
        Bundle.Unpack(temp["other.zip"], Directory.CreateDirectory(temp["again"]).FullName).Verdict.ShouldBe(Verdict.Fail);
    }

    [Theory]
    [InlineData("../escape.md")]
    [InlineData("/etc/passwd")]
    [InlineData("evidence/../../x.md")]
    [InlineData("run.sh")]
    [InlineData("evidence/")]
    public void what_no_record_holds_is_not_unpacked(string name)
    {
        using var temp = new Slipway.Testing.TempFolder();
        using (var zip = System.IO.Compression.ZipFile.Open(temp["hostile.zip"], System.IO.Compression.ZipArchiveMode.Create))
        {
            zip.CreateEntry(name);
        }

        Should
            .Throw<BundleException>(() => Bundle.Unpack(temp["hostile.zip"], Directory.CreateDirectory(temp["out"]).FullName))
            .Message.ShouldContain("no file of a record");
        Directory.EnumerateFileSystemEntries(temp["out"]).ShouldBeEmpty();
    }

    private static byte[] Bytes(string path) => File.ReadAllBytes(path);

    private static void Put(string path, byte[] bytes) => File.WriteAllBytes(path, bytes);

    private static VerifiedPart Part(RecordVerification verified, string subject) => verified.Parts.Single(it => it.Subject == subject);

    /// <summary>Changes lines and puts the chain in order again, as somebody without the key can.</summary>
    private static void Rewrite(RunFolder folder, Func<string, string> change)
    {
        var text = new StringBuilder();
        var head = Digest.None.Hex;
        var number = 0;
        foreach (var line in File.ReadAllLines(folder.Journal).Select(change))
        {
            var (body, at) = JournalJson.Glance(line)!.Value;
            var (written, hash, _) = JournalJson.Write(++number, at, body, head, it => it);
            text.Append(written).Append('\n');
            head = hash;
        }

        File.WriteAllText(folder.Journal, text.ToString());
    }
}
