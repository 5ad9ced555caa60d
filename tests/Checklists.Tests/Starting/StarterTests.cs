using System.Text;
using Slipway.Kernel;

namespace Slipway.Checklists.Tests.Starting;

public sealed class StarterTests
{
    private static readonly FakeRepository Node = new()
    {
        ["package.json"] = """{"scripts": {"build": "tsc", "test": "vitest", "lint": "eslint .", "start": "node ."}}""",
        ["pnpm-lock.yaml"] = "",
        ["prisma/schema.prisma"] = "",
        ["docker-compose.prod.yml"] = "services:\n  api:\n    healthcheck: {test: curl -f http://localhost/api/health}\n",
    };

    private static readonly FakeRepository DotNet = new()
    {
        ["Shop.slnx"] = "",
        ["src/Shop/Shop.csproj"] = "",
        ["src/Shop/Migrations/0001_First.cs"] = "",
        ["tests/Shop.Tests/Shop.Tests.csproj"] = "",
        ["Dockerfile"] = "FROM x",
        ["scripts/deploy.sh"] = "",
        ["scripts/rollback.sh"] = "",
        ["scripts/backup.sh"] = "",
    };

    private static readonly FakeRepository Go = new()
    {
        ["go.mod"] = "module x",
        ["Makefile"] = ".PHONY: build\nbuild:\n\tgo build\ndeploy: build\n\t./x\nVERSION := 1\n",
    };

    private static readonly FakeRepository Python = new()
    {
        ["pyproject.toml"] = "[tool.pytest.ini_options]",
        ["uv.lock"] = "",
        ["manage.py"] = "",
        ["k8s/app.yaml"] = "",
    };

    private static readonly FakeRepository Empty = [];

    public static TheoryData<string> Names => ["node", "dotnet", "go", "python", "empty"];

    [Theory]
    [MemberData(nameof(Names))]
    public void the_settings_can_be_read_and_point_at_the_checklist(string name)
    {
        var proposed = Starter.Propose(Of(name), "shop");

        var settings = SettingsReader
            .Read(proposed.Settings, "slipway.yaml")
            .Match(it => it.Settings, it => throw new ShouldAssertException(it.Faults[0].ToString()));

        settings.Checklist.ShouldBe(proposed.ChecklistPath);
        settings.DefaultEnvironment.ShouldBe("production");
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void the_settings_can_be_read_with_every_comment_made_real(string name)
    {
        var lines = Starter.Propose(Of(name), "shop").Settings.Split('\n').Select(Uncommented);

        SettingsReader.Read(string.Join('\n', lines), "slipway.yaml").ShouldBeOfType<ReadSettings.Usable>();
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void the_checklist_reads_without_faults_and_its_errors_are_only_what_it_leaves_open(string name)
    {
        var repository = Of(name);
        var checklist = Read(repository);
        var lines = Starter.Propose(repository, "shop").Checklist!.Split('\n');

        checklist
            .Plan.Findings.Where(it => it.Severity == Severity.Error)
            .ShouldAllBe(it => lines[it.Line - 1].Contains('<', StringComparison.Ordinal));
        checklist.Plan.Items.Count.ShouldBeGreaterThan(20);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void what_it_leaves_open_is_known_as_a_placeholder(string name)
    {
        var plan = Read(Of(name)).Plan;
        var commands = plan.Items.SelectMany(it => it.Commands).ToList();

        commands
            .Where(it => it.Text.Contains(" command>", StringComparison.Ordinal))
            .ShouldAllBe(it => it.Hazards.Contains(Hazard.Placeholder));
    }

    [Theory]
    [InlineData(
        "node",
        "pnpm install --frozen-lockfile",
        "pnpm run lint",
        "pnpm run build",
        "pnpm test",
        "npx prisma migrate deploy",
        "docker compose -f docker-compose.prod.yml up -d --wait"
    )]
    [InlineData(
        "dotnet",
        "dotnet build Shop.slnx -c Release",
        "dotnet test Shop.slnx -c Release",
        "dotnet ef database update --project src/Shop",
        "./scripts/deploy.sh",
        "./scripts/rollback.sh",
        "./scripts/backup.sh"
    )]
    [InlineData("go", "go vet ./...", "make build", "go test ./...", "make deploy")]
    [InlineData(
        "python",
        "uv sync --frozen",
        "uv run python -m pytest",
        "uv run python manage.py migrate --noinput",
        "kubectl apply -f k8s/"
    )]
    public void the_commands_are_those_of_the_repository(string name, params string[] commands)
    {
        var planned = Read(Of(name)).Plan.Items.SelectMany(it => it.Commands).Select(it => it.Text).ToList();

        commands.ShouldBeSubsetOf(planned);
    }

    [Fact]
    public void a_way_of_the_team_stands_instead_of_that_of_the_tools() =>
        Starter.Propose(Go, "shop").Commands.ShouldNotContain("go build ./...");

    [Fact]
    public void nothing_is_offered_that_is_not_there() => Starter.Propose(Empty, "shop").Commands.ShouldBeEmpty();

    [Fact]
    public void a_test_that_tests_nothing_is_left_open()
    {
        var repository = new FakeRepository
        {
            ["package.json"] = """{"scripts": {"test": "echo \"Error: no test specified\" && exit 1"}}""",
        };

        Starter.Propose(repository, "shop").Checklist.ShouldNotBeNull().ShouldContain("<test command>");
    }

    [Theory]
    [InlineData("GO-LIVE.md")]
    [InlineData("DEPLOYMENT_CHECKLIST.md")]
    [InlineData("docs/release-checklist.md")]
    [InlineData("docs/ops/DEPLOYMENT.md")]
    public void a_checklist_that_is_there_is_kept(string path)
    {
        var repository = new FakeRepository { [path] = "# Go\n- [ ] a\n- [ ] b\n- [ ] c\n", ["README.md"] = "- [ ] x" };

        var proposed = Starter.Propose(repository, "shop");

        (proposed.ChecklistPath, proposed.Checklist).ShouldBe((path, null));
    }

    [Fact]
    public void a_document_about_deployment_without_steps_is_no_checklist() =>
        Starter
            .Propose(new FakeRepository { ["DEPLOYMENT.md"] = "# How we deploy\nWith care." }, "shop")
            .ChecklistPath.ShouldBe("GO-LIVE.md");

    [Fact]
    public void a_repository_that_cannot_tell_gets_the_open_form() =>
        Starter.Propose(NoRepository.Instance, "shop").Checklist.ShouldNotBeNull();

    [Theory]
    [InlineData("evil\n- [x] done", "evil - \\[x\\] done")]
    [InlineData("<script>", "&lt;script>")]
    public void a_folder_name_cannot_change_the_document(string folder, string title) =>
        Starter.Propose(Empty, folder).Checklist.ShouldNotBeNull().ShouldStartWith($"# {title}: go live\n");

    [Fact]
    public void names_that_a_shell_would_read_never_become_commands()
    {
        var repository = new FakeRepository
        {
            ["$(reboot).slnx"] = "",
            ["src/a b/x;y.csproj"] = "",
            ["Makefile"] = "deploy$(x):\n",
        };

        Starter.Propose(repository, "shop").Commands.ShouldBeEmpty();
    }

    private static FakeRepository Of(string name) =>
        name switch
        {
            "node" => Node,
            "dotnet" => DotNet,
            "go" => Go,
            "python" => Python,
            _ => Empty,
        };

    private static string Uncommented(string line)
    {
        var mark = line.IndexOf("# ", StringComparison.Ordinal);
        var rest = mark < 0 ? "" : line[(mark + 2)..];
        var isKey =
            rest.TrimStart(' ', '-').Split(':') is [var key, ..]
            && rest.Contains(':')
            && !key.Contains(' ', StringComparison.Ordinal)
            && !rest.StartsWith("Secrets", StringComparison.Ordinal)
            && !rest.StartsWith("Every", StringComparison.Ordinal);
        return mark >= 0 && line[..mark].Trim().Length == 0 && (isKey || rest.StartsWith("  ", StringComparison.Ordinal))
            ? line[..mark] + rest
            : line;
    }

    private static Checklist Read(FakeRepository repository)
    {
        var text = Starter.Propose(repository, "shop").Checklist!;
        return ChecklistReader
            .Read(Encoding.UTF8.GetBytes(text), "GO-LIVE.md", Settings.None, repository)
            .Match(it => it.Checklist, it => throw new ShouldAssertException(string.Join("\n", it.Faults)));
    }
}
