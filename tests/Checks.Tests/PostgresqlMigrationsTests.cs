using Npgsql;
using Slipway.Kernel;
using Slipway.Testing;

namespace Slipway.Checks.Tests;

/// <summary>The books of the migration tools, as they keep them, in a real PostgreSQL: one schema each.</summary>
public sealed class PostgresqlMigrationsTests(PostgresServer server) : IDisposable
{
    private readonly TempFolder _folder = new();

    /// <summary>Tool, its table with two applied, files of the two, a file of a third, statement that breaks it, words of the flaw.</summary>
    public static TheoryData<string, string, string, string, string, string> Tools =>
        new()
        {
            {
                "flyway",
                "CREATE TABLE flyway_schema_history (installed_rank int, version varchar, description varchar, type varchar, script varchar, checksum int, installed_on timestamp, success bool); INSERT INTO flyway_schema_history VALUES (0, NULL, '<< Flyway Schema Creation >>', 'SCHEMA', '', NULL, now(), true), (1, '1', 'init', 'SQL', 'V1__init.sql', 1, now(), true), (2, '1.10', 'orders', 'SQL', 'V1_10__orders.sql', 1, now(), true)",
                "V1__init.sql V1_10__orders.sql",
                "V2.0__late.sql",
                "UPDATE flyway_schema_history SET success = false WHERE version = '1.10'",
                "1.10 'orders' has failed"
            },
            {
                "prisma",
                "CREATE TABLE _prisma_migrations (id varchar, migration_name varchar, started_at timestamptz, finished_at timestamptz, rolled_back_at timestamptz); INSERT INTO _prisma_migrations VALUES ('0', '2_b', now(), NULL, now()), ('1', '1_a', now(), now(), NULL), ('2', '2_b', now(), now(), NULL)",
                "1_a/migration.sql 2_b/migration.sql migration_lock.toml",
                "3_c/migration.sql",
                "UPDATE _prisma_migrations SET finished_at = NULL WHERE id = '2'",
                "2_b began and has not finished"
            },
            {
                "efcore",
                "CREATE TABLE \"__EFMigrationsHistory\" (\"MigrationId\" varchar, \"ProductVersion\" varchar); INSERT INTO \"__EFMigrationsHistory\" VALUES ('20240101000000_Init', '8.0'), ('20240201000000_Orders', '8.0')",
                "20240101000000_Init.cs 20240101000000_Init.Designer.cs 20240201000000_Orders.cs ShopContextModelSnapshot.cs",
                "20240301000000_Late.cs",
                "DELETE FROM \"__EFMigrationsHistory\" WHERE \"MigrationId\" LIKE '%Orders'",
                "20240201000000_Orders is not applied"
            },
            {
                "rails",
                "CREATE TABLE schema_migrations (version varchar); INSERT INTO schema_migrations VALUES ('20240101000000'), ('20240201000000')",
                "20240101000000_init.rb 20240201000000_orders.rb",
                "20240301000000_late.rb",
                "INSERT INTO schema_migrations VALUES ('20250101000000')",
                "20250101000000 is applied, and the folder does not have it"
            },
            {
                "django",
                "CREATE TABLE django_migrations (id int, app varchar, name varchar, applied timestamptz); INSERT INTO django_migrations VALUES (1, 'auth', '0001_initial', now()), (2, 'shop', '0001_initial', now()), (3, 'shop', '0002_orders', now())",
                "shop/migrations/__init__.py shop/migrations/0001_initial.py shop/migrations/0002_orders.py shop/models.py",
                "shop/migrations/0003_late.py",
                "INSERT INTO django_migrations VALUES (4, 'shop', '0009_other', now())",
                "shop.0009_other is applied, and the folder does not have it"
            },
            {
                "knex",
                "CREATE TABLE knex_migrations (id int, name varchar, batch int, migration_time timestamptz); CREATE TABLE knex_migrations_lock (index int, is_locked int); INSERT INTO knex_migrations VALUES (1, '1_a.js', 1, now()), (2, '2_b.js', 1, now()); INSERT INTO knex_migrations_lock VALUES (1, 0)",
                "1_a.ts 2_b.ts types.d.ts",
                "3_c.ts",
                "UPDATE knex_migrations_lock SET is_locked = 1",
                "the lock of the migrations is held"
            },
            {
                "golang-migrate",
                "CREATE TABLE schema_migrations (version bigint, dirty bool); INSERT INTO schema_migrations VALUES (2, false)",
                "000001_a.up.sql 000001_a.down.sql 000002_b.up.sql",
                "000003_c.up.sql",
                "UPDATE schema_migrations SET dirty = true",
                "2 was left half applied (dirty)"
            },
            {
                "laravel",
                "CREATE TABLE migrations (id int, migration varchar, batch int); INSERT INTO migrations VALUES (1, '2024_01_01_000000_init', 1), (2, '2024_02_01_000000_orders', 1)",
                "2024_01_01_000000_init.php 2024_02_01_000000_orders.php",
                "2024_03_01_000000_late.php",
                "DELETE FROM migrations WHERE id = 2",
                "2024_02_01_000000_orders is not applied"
            },
            {
                "sequelize",
                "CREATE TABLE \"SequelizeMeta\" (name varchar); INSERT INTO \"SequelizeMeta\" VALUES ('1-a.js'), ('2-b.js')",
                "1-a.js 2-b.js",
                "3-c.js",
                "DELETE FROM \"SequelizeMeta\" WHERE name = '2-b.js'",
                "2-b is not applied"
            },
            {
                "liquibase",
                "CREATE TABLE databasechangelog (id varchar, author varchar, filename varchar, dateexecuted timestamp, orderexecuted int, exectype varchar, md5sum varchar); CREATE TABLE databasechangeloglock (id int, locked bool, lockgranted timestamp, lockedby varchar); INSERT INTO databasechangelog VALUES ('1', 'ada', 'a.sql', now(), 1, 'EXECUTED', 'x'), ('2', 'ada', 'b.xml', now(), 2, 'EXECUTED', 'x'); INSERT INTO databasechangeloglock VALUES (1, false, NULL, NULL)",
                "a.sql b.xml",
                "c.sql",
                "UPDATE databasechangeloglock SET locked = true, lockedby = 'build-7'",
                "held by build-7"
            },
            {
                "alembic",
                "CREATE TABLE alembic_version (version_num varchar); INSERT INTO alembic_version VALUES ('bbb')",
                "aaa.py bbb.py",
                "ccc.py",
                "UPDATE alembic_version SET version_num = 'zzz'",
                "zzz is applied, and the folder does not have it"
            },
        };

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory(Timeout = 60_000)]
    [MemberData(nameof(Tools))]
    public async Task the_folder_is_held_against_the_book_of_each_tool(
        string tool,
        string table,
        string files,
        string late,
        string breaks,
        string flaw
    )
    {
        var schema = $"m_{tool.Replace('-', '_')}";
        await DoAsync($"DROP SCHEMA IF EXISTS {schema} CASCADE; CREATE SCHEMA {schema}; SET search_path = {schema}; {table}");
        files.Split(' ').ToList().ForEach(Write);

        var well = await LookAsync("tool", tool, "schema", schema, "folder", _folder.Path);
        Write(late);
        var behind = await LookAsync("tool", tool, "schema", schema, "folder", _folder.Path);
        File.Delete(_folder[late]);
        await DoAsync($"SET search_path = {schema}; {breaks}");
        var broken = await LookAsync("schema", schema, "folder", _folder.Path);

        well.Flaws.ShouldNotBeNull(well.Problem).ShouldBeEmpty();
        behind.Flaws!.ShouldHaveSingleItem().ShouldEndWith("is not applied");
        string.Join('\n', broken.Flaws.ShouldNotBeNull(broken.Problem)).ShouldContain(flaw);
        await DoAsync($"DROP SCHEMA {schema} CASCADE");
    }

    [Fact(Timeout = 60_000)]
    public async Task the_last_one_must_be_applied_and_an_empty_book_says_nothing()
    {
        await DoAsync(
            "DROP SCHEMA IF EXISTS m_last CASCADE; CREATE SCHEMA m_last; CREATE TABLE m_last.schema_migrations (version varchar)"
        );
        var empty = await LookAsync("schema", "m_last");
        await DoAsync("INSERT INTO m_last.schema_migrations VALUES ('007')");

        empty.Looking.ShouldBe(Looking.CouldNotLook);
        (await LookAsync("schema", "m_last", "last", "7")).Flaws!.ShouldBeEmpty();
        (await LookAsync("schema", "m_last", "last", "8")).Flaws!.ShouldBe(["the migration 8 is not applied; the newest is 7"]);
        (await LookAsync("schema", "m_last", "folder", _folder.Path)).Looking.ShouldBe(Looking.CouldNotLook);
        (await LookAsync("schema", "m_last", "folder", "nosuch")).Looking.ShouldBe(Looking.CouldNotLook);
        await DoAsync("DROP SCHEMA m_last CASCADE");
    }

    [Fact(Timeout = 60_000)]
    public async Task a_baseline_of_flyway_stands_for_what_was_before_it()
    {
        await DoAsync(
            "DROP SCHEMA IF EXISTS m_base CASCADE; CREATE SCHEMA m_base; CREATE TABLE m_base.flyway_schema_history (installed_rank int, version varchar, description varchar, type varchar, script varchar, success bool); INSERT INTO m_base.flyway_schema_history VALUES (1, '2', 'base', 'BASELINE', 'base', true)"
        );
        Write("V1__a.sql");
        Write("V1_9__b.sql");
        Write("V2.1__c.sql");

        (await LookAsync("schema", "m_base", "folder", _folder.Path)).Flaws!.ShouldBe(["the migration 2.1 is not applied"]);
        await DoAsync("DROP SCHEMA m_base CASCADE");
    }

    public void Dispose() => _folder.Dispose();

    private void Write(string name) =>
        _folder.Write(
            name,
            name switch
            {
                "a.sql" => "--liquibase formatted sql\n--changeset ada:1\nSELECT 1;\n",
                "b.xml" => "<databaseChangeLog><changeSet id=\"2\" author=\"ada\"/></databaseChangeLog>",
                "c.sql" => "-- changeset ada:3 context:prod\n",
                "aaa.py" => "revision = 'aaa'\ndown_revision = None\n",
                "bbb.py" => "revision: str = \"bbb\"\ndown_revision: Union[str, None] = \"aaa\"\n",
                "ccc.py" => "revision = 'ccc'\ndown_revision = 'bbb'\n",
                _ => "",
            }
        );

    private async Task DoAsync(string what)
    {
        await using var connection = new NpgsqlConnection(server.Connection + ";Pooling=false");
        await connection.OpenAsync(Ct);
        await using var command = new NpgsqlCommand(what, connection);
        await command.ExecuteNonQueryAsync(Ct);
    }

    private Task<Observation> LookAsync(params string[] settings)
    {
        string[] all = ["url", server.Connection, "fact", "migrations", .. settings];
        var spec = new CheckSpec("postgresql", all.Chunk(2).ToDictionary(it => it[0], it => it[1]));
        var here = new Surroundings
        {
            Directory = _folder.Path,
            Limit = TimeSpan.FromSeconds(20),
            Clock = TimeProvider.System,
        };
        return CheckKinds.All["postgresql"].LookAsync(spec, here, Ct);
    }
}
