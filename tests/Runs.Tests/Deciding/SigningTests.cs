using Slipway.Kernel;
using Slipway.Runs.Deciding;
using Slipway.Runs.Tests.Doubles;
using static Slipway.Runs.Tests.Doubles.Steps;

namespace Slipway.Runs.Tests.Deciding;

public sealed class SigningTests : IDisposable
{
    private readonly Board _board = new();

    [Fact]
    public void a_signature_with_the_persons_key_opens_the_gate_and_stands_in_the_record()
    {
        var story = _board.Asked(null);
        story.Do(_board.Signed(story, "Ada"));

        story[2].Verdict.ShouldBe(Verdict.Pass);
        var signature = story[2].Answer!.Signature.ShouldNotBeNull();
        var statement = SignedStatement.In(signature).ShouldNotBeNull();
        _board.KeyOf("Ada").Public.Verifies(statement.Bytes, Convert.FromBase64String(signature.Value)).ShouldBeTrue();
        statement.Members["plan digest"].ShouldBe(story.State.Started.PlanDigest);
        statement.Members["verdicts digest"].ShouldBe(story[2].Answer!.VerdictsDigest);
    }

    [Fact]
    public void where_keys_are_needed_a_name_alone_is_recorded_and_opens_nothing()
    {
        var story = _board.Asked(null).Answered(2, "Approved", "Ada");

        story[2].Verdict.ShouldBe(Verdict.Inconclusive);
        story[2].Why.ShouldContain("by-key");
        story.State.Opens(Id(2), story.Now).ShouldBeFalse();
    }

    [Fact]
    public void where_keys_are_needed_nobody_says_by_name_that_what_a_signature_is_asked_for_does_not_hold()
    {
        var story = _board.Begun(null, shape: it => it.If("the schema changed"));

        story.ShouldBeDue(new NextAct.Ask(Id(2)));
        story.Refusal(new RunCommand.AnswerCondition(Id(2), "Olga", false, "test")).ShouldContain("who signs says it");
        story.Refusal(new RunCommand.Leave(Id(2), LeftBecause.Condition, "it did not", "Olga")).ShouldContain("who signs says it");
        story.Do(new RunCommand.OpenHold(Id(2), "?"));
        story.Do(_board.Signed(story, "Ada"));
        story[2].Verdict.ShouldBe(Verdict.Pass);
    }

    [Fact]
    public void where_names_sign_a_name_says_whether_the_condition_holds()
    {
        var story = _board.Begun(null, byKey: false, shape: it => it.If("the schema changed"));

        story.ShouldBeDue(new NextAct.AskCondition(Id(2)));
        story.Do(new RunCommand.AnswerCondition(Id(2), "Olga", false, "test"));
        story.State.Opens(Id(2), story.Now).ShouldBeTrue();
    }

    [Fact]
    public void what_stands_under_a_condition_that_does_not_hold_goes_with_it_but_not_what_is_signed_for()
    {
        var story = new Story(
            Story.Start(Group(2).If("the schema changed"), Ask(3).Under(2), Signoff(4).Under(2)) with
            {
                People = _board.People,
                NamesAreEnough = false,
                KeysAreNeeded = true,
            }
        );
        story.Do(new RunCommand.AnswerCondition(Id(2), "Olga", false, "test"));
        var left = story.Next.ShouldBeOfType<NextAct.Leave>();
        story.Do(new RunCommand.Leave(left.Step, left.Because, left.Why, null));

        story.State.Opens(Id(3), story.Now).ShouldBeTrue();
        story.ShouldBeDue(new NextAct.Ask(Id(4)));
    }

    [Theory]
    [InlineData(true, Verdict.Inconclusive)]
    [InlineData(false, Verdict.Pass)]
    public void where_keys_are_needed_a_decision_by_name_opens_nothing(bool byKey, Verdict verdict)
    {
        var story = new Story(Story.Start(Decision(2, "GO", "NO-GO")) with { NamesAreEnough = !byKey, KeysAreNeeded = byKey });
        story.Do(new RunCommand.OpenHold(Id(2), "?")).Answered(2, "GO", "Ada");

        story[2].Verdict.ShouldBe(verdict);
    }

    [Fact]
    public void a_decision_against_it_needs_no_key()
    {
        var story = new Story(Story.Start(Decision(2, "GO", "NO-GO")) with { NamesAreEnough = false, KeysAreNeeded = true });
        story.Do(new RunCommand.OpenHold(Id(2), "?")).Answered(2, "NO-GO", "Ada");

        story[2].Verdict.ShouldBe(Verdict.Fail);
    }

    [Fact]
    public void a_signature_by_another_key_is_refused()
    {
        var story = _board.Asked(null);

        story.Refusal(_board.Signed(story, "Ada", keyOf: "Bo")).ShouldContain("was not a key of Ada");
    }

    [Fact]
    public void a_key_id_that_is_claimed_is_not_enough()
    {
        var story = _board.Asked(null);
        var forged = _board.Signed(story, "Ada", keyOf: "Bo");
        var id = PublicKey.Of(_board.KeyOf("Ada").Public).Id;

        story.Refusal(forged with { Signed = forged.Signed! with { KeyId = id } }).ShouldContain("not one by the key");
    }

    [Theory]
    [InlineData("Bo", "Approved", null)]
    [InlineData("Ada", "Declined", null)]
    [InlineData("Ada", "Approved", "I looked twice")]
    public void what_was_signed_as_one_thing_is_not_given_as_another(string by, string said, string? comment)
    {
        var story = _board.Asked(null);
        var signed = _board.Signed(story, "Ada");

        story.Refusal(signed with { By = by, Said = said, Comment = comment }).ShouldContain("void");
    }

    [Fact]
    public void every_member_that_is_signed_is_shown_and_no_other()
    {
        var story = _board.Asked(null);
        var statement = _board.Signed(story, "Ada").Signed!.Statement;

        statement.Shown.ToDictionary(it => it.Word, it => it.Text).ShouldBe(statement.Members, ignoreOrder: true);
        SignedStatement.Read(statement.Json())!.Bytes.ShouldBe(statement.Bytes);
    }

    [Fact]
    public void a_change_of_any_member_voids_the_signature()
    {
        var story = _board.Asked(null);
        var signed = _board.Signed(story, "Ada");
        foreach (var name in signed.Signed!.Statement.Members.Keys)
        {
            var json = signed.Signed.Statement.Json();
            json[name] = name == "time" ? "2030-01-01T07:59:00.0000000+00:00" : "x";
            var other = signed.Signed with { Statement = SignedStatement.Read(json)! };

            story.Try(signed with { Signed = other }).ShouldNotBeNull(name);
        }
    }

    [Fact]
    public void a_verdict_that_changed_voids_it_and_is_named()
    {
        var story = _board.Asked(null);
        var signed = _board.Signed(story, "Ada");
        story.Do(new RunCommand.Retry(Id(1), "Olga")).Made(1);

        story.Refusal(signed).ShouldContain("the verdict of line 1 has changed: \"Fail 1\" when it was signed, \"Pass 2\" now");
    }

    [Fact]
    public void another_plan_voids_it_and_its_line_is_named()
    {
        var story = _board.Asked(null);
        var signed = _board.Signed(story, "Ada").Signed!;
        var json = signed.Statement.Json();
        json["plan digest"] = new string('f', 64);
        var other = SignedWord.Sign(SignedStatement.Read(json)!, _board.KeyOf("Ada"), story.State) with
        {
            Plan = new Dictionary<string, string>(Runs.Deciding.Signing.PlanLines(story.State)) { ["L1"] = "rm -rf" },
        };

        story
            .Refusal(_board.Signed(story, "Ada") with { Signed = other })
            .ShouldContain("the plan is another one at line 1: \"rm -rf\" when");
    }

    [Fact]
    public void asked_anew_it_is_signed_anew()
    {
        var story = _board.Asked(null);
        var old = _board.Signed(story, "Ada");
        story.Do(_board.Signed(story, "Bo", "Declined")).Later(TimeSpan.FromMinutes(1)).Do(new RunCommand.Retry(Id(2), "Olga"));
        story.Do(new RunCommand.OpenHold(Id(2), "?"));

        story.Refusal(old).ShouldContain("it has been asked anew since");
    }

    [Fact]
    public void a_key_past_its_end_or_revoked_signs_nothing()
    {
        var people = _board.People.Select(it => it with { Keys = [it.Keys![0] with { Until = Story.Eight }] }).ToList();
        var past = new Story(Story.Start(Signoff(2)) with { People = people, NamesAreEnough = false, KeysAreNeeded = true });
        past.Do(new RunCommand.OpenHold(Id(2), "?"));
        past.Refusal(_board.Signed(past, "Ada")).ShouldContain("came to its end");

        var story = _board.Asked(null);
        var id = PublicKey.Of(_board.KeyOf("Ada").Public).Id;
        story.Do(new RunCommand.Resume("Olga") { EndedKeys = [new(id, story.Now)] });
        story.Refusal(_board.Signed(story, "Ada")).ShouldContain("came to its end");
    }

    [Fact]
    public void what_a_key_signed_after_it_was_revoked_is_void_and_what_it_signed_before_stands()
    {
        var story = _board.Asked(null);
        story.Later(TimeSpan.FromHours(1)).Do(_board.Signed(story, "Ada"));
        var id = PublicKey.Of(_board.KeyOf("Ada").Public).Id;

        story.Do(new RunCommand.Resume("Olga") { EndedKeys = [new(id, story.Now + TimeSpan.FromMinutes(1))] });
        story[2].Verdict.ShouldBe(Verdict.Pass);

        story.Do(new RunCommand.Resume("Olga") { EndedKeys = [new(id, story.Now - TimeSpan.FromMinutes(30))] });
        story[2].Stage.ShouldBe(StepStage.Pending);
        story[2].Why.ShouldStartWith("void");
    }

    [Fact]
    public void a_key_of_openssh_counts_only_where_ssh_keygen_found_it_good_over_these_bytes()
    {
        var key = new SignatoryKey("SHA256:y1sKmXzJ", "ssh", "ssh-ed25519 AAAA");
        PublicKey.Read(Ed25519).Key.ShouldNotBeNull();
        var ssh = PublicKey.Read(Ed25519).Key!;
        key = new(ssh.Id, ssh.Kind, ssh.Text);
        var story = new Story(
            Story.Start(Signoff(2)) with
            {
                People = [new("Ada", ["Lead"]) { Keys = [key] }],
                NamesAreEnough = false,
                KeysAreNeeded = true,
            }
        );
        story.Do(new RunCommand.OpenHold(Id(2), "?"));
        var statement = SignedStatement.Of(SignedStatement.OfAnswer, story.State, Id(2), new("Ada", null, "Approved", story.Now));
        var word = SignedWord.With(statement, ssh.Id, "ssh", "-----BEGIN SSH SIGNATURE-----", story.State);
        var answer = new RunCommand.Answer(Id(2), "Ada", null, "Approved", null, "file") { Signed = word };

        story.Refusal(answer).ShouldContain("not one by the key");
        story.Refusal(answer with { Signed = word with { ProvenSha256 = new('0', 64) } }).ShouldContain("not one by the key");
        story.Do(answer with { Signed = word with { ProvenSha256 = Digest.Of(statement.Bytes).Hex } });
        story[2].Verdict.ShouldBe(Verdict.Pass);
    }

    [Fact]
    public void what_goes_live_is_signed_and_another_one_voids_it_and_is_named()
    {
        Artifact App(string digest) => new("app", "file", "dist/app.tgz", digest, null);
        var story = new Story(
            Story.Start(Signoff(2), Ask(3)) with
            {
                People = _board.People,
                NamesAreEnough = false,
                KeysAreNeeded = true,
                Artifacts = [App("sha256:1")],
            }
        );
        story.Do(new RunCommand.OpenHold(Id(2), "?"));
        var signed = _board.Signed(story, "Ada");
        signed.Signed!.Statement.Artifacts["named app"].ShouldBe("sha256:1");
        story.Do(signed).Do(new RunCommand.OpenHold(Id(3), "?")).Answered(3, "yes", "Olga");

        story.Do(new RunCommand.Resume("Olga") { Artifacts = [App("sha256:1")] });
        story[2].Verdict.ShouldBe(Verdict.Pass);

        story.Do(new RunCommand.Resume("Olga") { Artifacts = [App("sha256:2")] });
        story[2].Stage.ShouldBe(StepStage.Pending);
        story[2].Why.ShouldBe("void: what goes live is another one since this was signed: app");
        story[3].Verdict.ShouldBe(Verdict.Pass);
        story.Do(new RunCommand.OpenHold(Id(2), "?"));
        story.Refusal(signed).ShouldContain("artifact named app");
    }

    [Fact]
    public void what_is_no_longer_to_be_seen_is_another_one()
    {
        var app = new Artifact("app", "file", "dist/app.tgz", "sha256:1", null);
        var story = new Story(Story.Start(Signoff(2)) with { People = _board.People, Artifacts = [app] });
        story.Do(new RunCommand.OpenHold(Id(2), "?")).Answered(2, "Approved", "Ada");

        story.Do(new RunCommand.Resume("Olga") { Artifacts = [app with { Digest = null, Why = "it is gone" }] });

        story[2].Stage.ShouldBe(StepStage.Pending);
    }

    [Fact]
    public void a_waiver_is_signed_where_keys_are_needed()
    {
        var story = _board.Asked(null);

        story.Refusal(story.Waive(1) with { By = "Ada" }).ShouldContain("by-key");
        story.Do(_board.Waiver(story, 1, "Ada"));
        story[1].Waiver!.Signature.ShouldNotBeNull();
        story.State.Opens(Id(1), story.Now).ShouldBeTrue();
    }

    [Fact]
    public void a_waiver_does_not_last_longer_than_what_was_signed()
    {
        var story = _board.Asked(null);
        var waiver = _board.Waiver(story, 1, "Ada");

        story.Refusal(waiver with { Expires = waiver.Expires.AddDays(1) }).ShouldContain("the end is another one");
    }

    [Fact]
    public void a_file_of_a_signature_comes_back_as_it_went_in()
    {
        var story = _board.Asked(null);
        var word = _board.Signed(story, "Ada").Signed!;
        var file = Path.GetTempFileName();
        File.WriteAllText(file, SignatureFiles.Write(word));

        var read = SignatureFiles.Read(file).Word.ShouldNotBeNull();
        File.Delete(file);

        read.Statement.Bytes.ShouldBe(word.Statement.Bytes);
        story.Do(_board.Signed(story, "Ada") with { Signed = read });
        story[2].Verdict.ShouldBe(Verdict.Pass);
    }

    public void Dispose() => _board.Dispose();

    private const string Ed25519 = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIF7pkbBMDmuijAdH1BoA6/ifoLn6ivcYCvaMbLtdkwtS cy";
}
