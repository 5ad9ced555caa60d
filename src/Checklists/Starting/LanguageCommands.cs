namespace Slipway.Checklists.Starting;

/// <summary>The commands of repositories in .NET, Go, Rust, Python, Java and Ruby.</summary>
internal static class LanguageCommands
{
    /// <summary>What the files of each language say.</summary>
    public static IEnumerable<FoundCommand> In(RepositoryLook look) =>
        [.. DotNet(look), .. Go(look), .. Rust(look), .. Python(look), .. Java(look), .. Ruby(look)];

    private static IEnumerable<FoundCommand> DotNet(RepositoryLook look)
    {
        IReadOnlyList<string> solutions = [.. look.Files("*.slnx"), .. look.Files("*.sln")];
        IReadOnlyList<string> projects = [.. look.Files("*.csproj"), .. look.Files("src/*/*.csproj")];
        if (solutions.Count + projects.Count == 0)
        {
            yield break;
        }

        var target = solutions.Count > 0 ? solutions[0] : projects[0];
        yield return new(Purpose.Build, "Release build succeeds", $"dotnet build {target} -c Release");
        var tests = look.Files("tests/*/*.csproj")
            .Concat(look.Files("test/*/*.csproj"))
            .Concat(look.Files("*.Tests/*.csproj"))
            .FirstOrDefault();
        if (tests is not null)
        {
            yield return new(
                Purpose.Test,
                "Tests pass",
                solutions.Count > 0 ? $"dotnet test {target} -c Release" : $"dotnet test {tests} -c Release"
            );
        }

        var migrations = look.Files("src/*/Migrations/*.cs").Concat(look.Files("*/Migrations/*.cs")).FirstOrDefault(it => it.Contains('/'));
        if (migrations is not null)
        {
            var project = migrations[..migrations.IndexOf("/Migrations/", StringComparison.Ordinal)];
            yield return new(Purpose.Migrate, "Migrations are applied", $"dotnet ef database update --project {project}");
        }
    }

    private static IEnumerable<FoundCommand> Go(RepositoryLook look) =>
        look.Has("go.mod")
            ?
            [
                new(Purpose.Check, "Vet finds nothing", "go vet ./..."),
                new(Purpose.Build, "Build succeeds", "go build ./..."),
                new(Purpose.Test, "Tests pass", "go test ./..."),
            ]
            : [];

    private static IEnumerable<FoundCommand> Rust(RepositoryLook look) =>
        look.Has("Cargo.toml")
            ?
            [
                new(Purpose.Build, "Release build succeeds", "cargo build --release"),
                new(Purpose.Test, "Tests pass", "cargo test --release"),
            ]
            : [];

    private static IEnumerable<FoundCommand> Python(RepositoryLook look)
    {
        var project = look.Text("pyproject.toml") + look.Text("requirements.txt") + look.Text("requirements-dev.txt");
        var run =
            look.Has("uv.lock") ? "uv run "
            : look.Has("poetry.lock") ? "poetry run "
            : "";
        if (look.Has("uv.lock"))
        {
            yield return new(Purpose.Install, "Dependencies are installed", "uv sync --frozen");
        }
        else if (look.Has("poetry.lock"))
        {
            yield return new(Purpose.Install, "Dependencies are installed", "poetry install --sync");
        }
        else if (look.Has("requirements.txt"))
        {
            yield return new(Purpose.Install, "Dependencies are installed", "python -m pip install -r requirements.txt");
        }

        if (
            project.Contains("pytest", StringComparison.Ordinal)
            || look.FirstOf("pytest.ini", "conftest.py", "tests/conftest.py") is not null
        )
        {
            yield return new(Purpose.Test, "Tests pass", $"{run}python -m pytest");
        }

        if (look.Has("manage.py"))
        {
            yield return new(Purpose.Check, "Deployment settings are sound", $"{run}python manage.py check --deploy");
            yield return new(Purpose.Migrate, "Migrations are applied", $"{run}python manage.py migrate --noinput");
            yield return new(Purpose.Migrated, "No migration is left", $"{run}python manage.py migrate --check");
        }
        else if (look.Has("alembic.ini"))
        {
            yield return new(Purpose.Migrate, "Migrations are applied", $"{run}alembic upgrade head");
            yield return new(Purpose.Migrated, "Database is at the newest migration", $"{run}alembic current")
            {
                Expected = "stdout contains 'head'",
            };
        }
    }

    private static IEnumerable<FoundCommand> Java(RepositoryLook look) =>
        look.Has("gradlew")
            ? [new(Purpose.Build, "Build succeeds", "./gradlew assemble"), new(Purpose.Test, "Tests pass", "./gradlew check")]
        : look.Has("pom.xml") ? [new(Purpose.Test, "Build and tests pass", look.Has("mvnw") ? "./mvnw -B verify" : "mvn -B verify")]
        : [];

    private static IEnumerable<FoundCommand> Ruby(RepositoryLook look)
    {
        if (!look.Has("Gemfile"))
        {
            yield break;
        }

        yield return new(Purpose.Install, "Dependencies are installed", "bundle install");
        if (look.Has("spec"))
        {
            yield return new(Purpose.Test, "Tests pass", "bundle exec rspec");
        }

        if (look.Has("db/migrate"))
        {
            yield return new(Purpose.Migrate, "Migrations are applied", "bundle exec rails db:migrate");
            yield return new(Purpose.Migrated, "No migration is left", "bundle exec rails db:abort_if_pending_migrations");
        }
    }
}
