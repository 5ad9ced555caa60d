namespace Slipway.Checklists.Tests.Linting;

/// <summary>Whether a schema stays new when the old version comes back, and whether anybody says that this is well.</summary>
public sealed class LastingSchemaTests
{
    [Theory]
    [InlineData("npx prisma migrate deploy")]
    [InlineData("alembic upgrade head")]
    [InlineData("flyway -configFiles=prod.conf migrate")]
    [InlineData("php artisan migrate --force")]
    [InlineData("bundle exec rake db:migrate")]
    [InlineData("dotnet ef database update")]
    [InlineData("liquibase --changelog-file=all.xml update")]
    [InlineData("npx knex migrate:latest")]
    [InlineData("python manage.py migrate")]
    [InlineData("psql -c 'ALTER TABLE ships RENAME COLUMN a TO b'")]
    public void a_migration_that_the_way_back_leaves_is_seen(string command)
    {
        var schema = Of(command, "./deploy.sh 2").ShouldNotBeNull();

        schema.Line.ShouldBe(6);
        schema.Question.ShouldContain("can the old version run on it?");
    }

    [Theory]
    [InlineData("psql -c 'ALTER TABLE ships DROP COLUMN draught' > out", "DROP COLUMN draught")]
    [InlineData("psql -c 'ALTER TABLE ships DROP COLUMN \"draught\"'", "DROP COLUMN \"draught\"")]
    [InlineData("psql -c 'DROP TABLE ships'", "DROP TABLE ships")]
    public void what_is_lost_is_named_without_the_shell_around_it(string command, string lost) =>
        Of(command, "./deploy.sh 2").ShouldNotBeNull().Facts.ShouldBe([$"line 6 says `{lost}`"]);

    [Theory]
    [InlineData("alembic upgrade head --sql")]
    [InlineData("php artisan migrate:status")]
    [InlineData("psql -c 'ALTER TABLE ships ADD COLUMN a int'")]
    [InlineData("npx prisma migrate status")]
    [InlineData("./deploy.sh 3")]
    public void what_only_looks_or_only_adds_is_none(string command) => Of(command, "./deploy.sh 2").ShouldBeNull();

    [Theory]
    [InlineData("alembic downgrade -1")]
    [InlineData("bundle exec rake db:rollback")]
    [InlineData("flyway undo")]
    [InlineData("pg_restore -d shop shop.dump")]
    [InlineData("./scripts/restore-db.sh")]
    [InlineData("dotnet ef database update Before")]
    [InlineData("psql -c 'ALTER TABLE ships ADD COLUMN draught int'")]
    public void a_way_back_that_brings_the_schema_back_too_asks_nothing(string back) => Of("alembic upgrade head", back).ShouldBeNull();

    [Theory]
    [InlineData("All migrations are backward compatible.")]
    [InlineData("The schema follows expand/contract.")]
    [InlineData("Die Migration ist abwärtskompatibel.")]
    [InlineData("La migration est rétrocompatible.")]
    [InlineData("La migración es retrocompatible.")]
    [InlineData("Миграция обратно совместима.")]
    [InlineData("数据库迁移向后兼容。")]
    [InlineData("マイグレーションは後方互換です。")]
    [InlineData("<!-- schema: backward compatible -->")]
    public void what_the_document_says_of_it_is_believed(string said) => Of("alembic upgrade head", "./deploy.sh 2", said).ShouldBeNull();

    [Theory]
    [InlineData("The migration is not backward compatible.")]
    [InlineData("Is the migration backward compatible?")]
    [InlineData("The migration isn't backwards compatible.")]
    [InlineData("Die Migration ist nicht abwärtskompatibel.")]
    [InlineData("Миграция не обратно совместима.")]
    [InlineData("マイグレーションは後方互換ではない。")]
    [InlineData("The API is backward compatible.")]
    public void a_denial_a_question_and_another_subject_say_nothing(string said) =>
        Of("alembic upgrade head", "./deploy.sh 2", said).ShouldNotBeNull();

    [Fact]
    public void a_document_without_a_way_back_is_not_asked() =>
        Schema("# A\n\n## Deployment\n\n1. Migrate\n   ```bash\n   alembic upgrade head\n   ```\n").ShouldBeNull();

    [Theory]
    [InlineData("DROP TABLE berths", "DROP TABLE berths")]
    [InlineData("ALTER TABLE ships DROP COLUMN draught", "DROP COLUMN draught")]
    [InlineData("ALTER TABLE ships ALTER COLUMN id TYPE bigint", "ALTER COLUMN id TYPE bigint")]
    [InlineData("ALTER TABLE ships ADD COLUMN flag text NOT NULL", "ADD COLUMN flag text NOT NULL")]
    public void what_the_old_version_may_miss_is_named(string sql, string named) =>
        Of($"psql -c \"{sql}\"", "./deploy.sh 2").ShouldNotBeNull().Facts.ShouldHaveSingleItem().ShouldContain(named);

    [Fact]
    public void a_column_with_a_default_is_nothing_to_miss() =>
        Of("psql -c \"ALTER TABLE ships ADD COLUMN flag text NOT NULL DEFAULT 'x'\"", "./deploy.sh 2").ShouldBeNull();

    private static LastingSchema? Of(string forward, string back, string said = "") =>
        Schema(
            $"# A\n\n## Deployment\n\n```bash\n{forward}\n```\n\n{said}\n\n## Rollback plan\n\n1. Put the old version back\n   ```bash\n   {back}\n   ```\n"
        );

    private static LastingSchema? Schema(string document) =>
        LastingSchema.Of(Written.Checklist(document, file: "A.md").Plan.Items, [document]);
}
