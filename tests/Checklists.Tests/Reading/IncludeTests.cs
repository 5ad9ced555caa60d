using System.Text;
using Slipway.Checklists.Tests.Linting;
using Slipway.Kernel;

namespace Slipway.Checklists.Tests.Reading;

/// <summary>A checklist includes other documents, pinned by their digests; what cannot be included is a fault and never an empty part.</summary>
public sealed class IncludeTests
{
    private const string Runbook =
        "# Database\n\n- [ ] Migrations applied\n  ```bash\n  npx prisma migrate deploy\n  ```\n- [ ] Rows counted\n";

    private readonly FakeDocuments _documents = new();

    [Fact]
    public void items_stand_where_their_document_is_included_with_their_own_file_and_line()
    {
        _documents["ops/runbooks/db.md"] = Runbook;

        var plan = Plan($"# Go live\n\n- [ ] Build is green\n\n{Include("runbooks/db.md", Runbook)}\n\n- [ ] Site answers\n");

        plan.Items.Select(it => it.Text).ShouldBe(["Build is green", "Migrations applied", "```bash", "Rows counted", "Site answers"]);
        plan.Items.Select(it => it.Where).ShouldBe(["line 3", "runbooks/db.md:3", "runbooks/db.md:4", "runbooks/db.md:7", "line 7"]);
    }

    [Fact]
    public void a_line_stays_the_one_name_of_an_item()
    {
        _documents["ops/runbooks/db.md"] = Runbook;

        var plan = Plan($"# Go live\n\n- [ ] Build is green\n\n{Include("runbooks/db.md", Runbook)}\n");

        plan.Items.Select(it => it.Line).ShouldBe([3, 9, 10, 13]);
        plan.On(10).AttachedTo.ShouldBe(9);
        plan.On(10).Commands[0].Line.ShouldBe(11);
        plan.Where(13).ShouldBe("runbooks/db.md:7");
    }

    [Fact]
    public void a_document_that_is_included_under_a_rollback_stays_out_of_reach()
    {
        const string steps =
            "# Restore\n\n## Success criteria\n\n1. Stop the service\n2. Check the site\n\n## Go if\n\n- [ ] Traffic to 100 %\n";
        _documents["ops/restore.md"] = steps;

        var plan = Plan($"# Go live\n\n## Rollback\n\n{Include("restore.md", steps)}\n");

        plan.Items.Count.ShouldBe(3);
        plan.Items.ShouldAllBe(it => !it.Forward);
    }

    [Fact]
    public void the_digest_of_the_plan_covers_what_is_included()
    {
        _documents["ops/a.md"] = "- [ ] One\n";
        var before = Plan($"# A\n\n{Include("a.md", "- [ ] One\n")}\n");
        _documents["ops/a.md"] = "- [ ] One\n\n";

        var after = Plan($"# A\n\n{Include("a.md", "- [ ] One\n\n")}\n");

        before.Source.Includes.ShouldHaveSingleItem().Sha256.ShouldBe(Digest.Of("- [ ] One\n"u8).Hex);
        after.Digest.ShouldNotBe(before.Digest);
        PlanReader.Read(PlanJson.Write(before).ToJsonString()).ShouldBeOfType<ReadPlan.Usable>().Plan.Digest.ShouldBe(before.Digest);
    }

    [Fact]
    public void an_included_document_may_include_another_by_its_own_folder()
    {
        _documents["shared/restart.md"] = "- [ ] Restarted\n";
        var middle = $"- [ ] Stopped\n{Include("../../shared/restart.md", "- [ ] Restarted\n")}\n- [ ] Started\n";
        _documents["ops/runbooks/service.md"] = middle;

        var plan = Plan($"# A\n\n{Include("runbooks/service.md", middle)}\n");

        plan.Items.Select(it => it.Where).ShouldBe(["runbooks/service.md:1", "../shared/restart.md:1", "runbooks/service.md:3"]);
    }

    [Fact]
    public void a_document_that_changed_is_a_fault_that_gives_the_new_digest()
    {
        _documents["ops/a.md"] = "- [ ] Two\n";

        var fault = Faults($"# A\n\n{Include("a.md", "- [ ] One\n")}\n").ShouldHaveSingleItem();

        fault.Code.ShouldBe("SW1404");
        fault.Line.ShouldBe(3);
        fault.Allowed.ShouldContain(Digest.Of("- [ ] Two\n"u8).Hex);
    }

    [Theory]
    [InlineData("file=missing.md sha256=0000000000000000000000000000000000000000000000000000000000000000", "SW1403")]
    [InlineData("file=../../etc/passwd sha256=0000000000000000000000000000000000000000000000000000000000000000", "SW1402")]
    [InlineData("file=/etc/passwd sha256=0000000000000000000000000000000000000000000000000000000000000000", "SW1402")]
    [InlineData("file=https://a.example.org/b.md sha256=0000000000000000000000000000000000000000000000000000000000000000", "SW1402")]
    [InlineData("file=link.md sha256=0000000000000000000000000000000000000000000000000000000000000000", "SW1402")]
    [InlineData("file=large.md sha256=0000000000000000000000000000000000000000000000000000000000000000", "SW1407")]
    [InlineData("file=GO-LIVE.md sha256=0000000000000000000000000000000000000000000000000000000000000000", "SW1405")]
    [InlineData("file=a.md sha256=abc", "SW1401")]
    [InlineData("file=a.md", "SW1013")]
    [InlineData("fil=a.md sha256=0000000000000000000000000000000000000000000000000000000000000000", "SW1005")]
    public void what_cannot_be_included_is_a_fault(string said, string code) =>
        Faults($"# A\n\n- [ ] Work\n\n<!-- slipway-include: {said} -->\n").Select(it => it.Code).ShouldContain(code);

    [Theory]
    [InlineData("<!-- slipway-include file=a.md -->")]
    [InlineData("<!-- slipway-includes: file=a.md")]
    public void a_comment_that_is_nearly_an_include_is_a_fault(string comment) =>
        Faults($"# A\n\n{comment}\n").ShouldHaveSingleItem().Code.ShouldBe("SW1101");

    [Fact]
    public void what_is_not_text_is_a_fault()
    {
        _documents["ops/a.md"] = "a\0b";

        Faults($"# A\n\n{Include("a.md", "a\0b")}\n").ShouldHaveSingleItem().Code.ShouldBe("SW1407");
    }

    [Fact]
    public void a_document_is_included_once()
    {
        _documents["ops/a.md"] = "- [ ] One\n";
        var twice = Include("a.md", "- [ ] One\n");

        Faults($"# A\n\n{twice}\n\n{twice}\n").ShouldHaveSingleItem().Code.ShouldBe("SW1405");
    }

    [Fact]
    public void nesting_ends()
    {
        var text = "- [ ] Deep\n";
        for (var i = 6; i > 0; i--)
        {
            _documents[$"ops/{i}.md"] = text;
            text = $"{Include($"{i}.md", text)}\n";
        }

        Faults($"# A\n\n{text}").ShouldHaveSingleItem().Code.ShouldBe("SW1406");
    }

    [Fact]
    public void faults_of_all_documents_are_told_together_each_with_its_file()
    {
        const string faulty = "- [ ] One <!-- slipway: kind=lunch -->\n";
        _documents["ops/a.md"] = faulty;

        var faults = Faults($"# A\n\n{Include("a.md", faulty)}\n{Include("gone.md", "x")}\n");

        faults
            .Select(it => $"{it.File}:{it.Line} {it.Code}")
            .ShouldBe(["docs/a.md:1 SW1007", "docs/GO-LIVE.md:4 SW1403"], ignoreOrder: true);
    }

    [Fact]
    public void an_include_in_a_fence_is_an_example() =>
        Plan("# A\n\n- [ ] One\n\n```markdown\n<!-- slipway-include: file=a.md sha256=abc -->\n```\n").Items.Count.ShouldBe(1);

    [Fact]
    public void only_the_checklist_itself_is_filled()
    {
        _documents["ops/a.md"] = "- [ ] Inner\n";
        var text = $"# A\n\n- [ ] Outer\n\n{Include("a.md", "- [ ] Inner\n")}\n";
        var checklist = Read(text).ShouldBeOfType<ReadChecklist.Usable>().Checklist;

        var filled = ChecklistFiller.Fill(
            checklist,
            [
                .. checklist.Plan.Items.Select(it => new ItemFilling
                {
                    Line = it.Line,
                    Tick = true,
                    Annotation = "done",
                }),
            ]
        );

        var written = Encoding.UTF8.GetString(filled);
        written.ShouldContain("- [x] Outer");
        written.ShouldContain(Include("a.md", "- [ ] Inner\n"));
        written.ShouldNotContain("Inner");
    }

    [Fact]
    public void a_finding_in_an_included_document_names_its_file_and_is_not_mended()
    {
        const string runbook = "# DB\n\n- [ ] Migrate\n  ```bash\n  ./migrate.sh <VERSION>\n  ```\n";
        _documents["ops/runbooks/db.md"] = runbook;
        var checklist = Read($"# A\n\n- [ ] Work\n\n{Include("runbooks/db.md", runbook)}\n")
            .ShouldBeOfType<ReadChecklist.Usable>()
            .Checklist;

        var finding = ChecklistLinter.Lint(checklist, NoRepository.Instance).Findings.First(it => it.Code == "SW2201");

        finding.Where.ShouldBe("runbooks/db.md:5");
        finding.PlaceIn("docs/GO-LIVE.md").ToString().ShouldBe("docs/runbooks/db.md:5");
        finding.Fix.ShouldBeNull();
        checklist.Plan.Findings.First(it => it.Code == "SW2201").Where.ShouldStartWith("runbooks/db.md:");
    }

    [Theory]
    [InlineData("")]
    [InlineData("Words and nothing else.\n")]
    public void a_document_that_adds_nothing_is_told_and_is_no_green(string text)
    {
        _documents["ops/notes.md"] = text;

        Faults($"# A\n\n- [ ] One\n\n{Include("notes.md", text)}\n").ShouldHaveSingleItem().Code.ShouldBe("SW1408");
    }

    [Fact]
    public void links_of_an_included_document_count_from_its_own_folder()
    {
        const string text = "# Database\n\n- [ ] Read [how](how.md) and [why](gone.md), see `plan.md`\n";
        _documents["ops/runbooks/db.md"] = text;
        var checklist = Read($"# A\n\n{Include("runbooks/db.md", text)}\n")
            .Match(it => it.Checklist, it => throw new InvalidOperationException(string.Join('\n', it.Faults)));
        var repository = new FixtureRepository(
            new Dictionary<string, string>(StringComparer.Ordinal)
            {
                ["ops/runbooks/how.md"] = "# How\n",
                ["ops/runbooks/plan.md"] = "# Plan\n",
            }
        );

        var dead = ChecklistLinter.Lint(checklist, repository, "ops").Findings.Where(it => it.Code is "SW2112" or "SW2113" or "SW2101");

        dead.ShouldHaveSingleItem().Message.ShouldContain("ops/runbooks/gone.md");
    }

    private static string Include(string file, string text) =>
        $"<!-- slipway-include: file={file} sha256={Digest.Of(Encoding.UTF8.GetBytes(text)).Hex} -->";

    private ReadChecklist Read(string text) =>
        ChecklistReader.Read(Encoding.UTF8.GetBytes(text), "docs/GO-LIVE.md", Settings.None, NoRepository.Instance, _documents);

    private Plan Plan(string text) =>
        Read(text).Match(it => it.Checklist.Plan, it => throw new InvalidOperationException(string.Join('\n', it.Faults)));

    private IReadOnlyList<Fault> Faults(string text) => Read(text).Match(_ => [], it => it.Faults);

    private sealed class FakeDocuments : Dictionary<string, string>, IDocuments
    {
        public string Folder => "ops";

        public FoundDocument Read(string path, string sha256) =>
            path.EndsWith("link.md", StringComparison.Ordinal) ? new FoundDocument.Outside("link.md is a link")
            : path.EndsWith("large.md", StringComparison.Ordinal) ? new FoundDocument.TooLarge()
            : TryGetValue(path, out var text) ? new FoundDocument.Found(Encoding.UTF8.GetBytes(text))
            : new FoundDocument.Missing("it is not there");
    }
}
