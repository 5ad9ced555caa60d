using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.Data.Sqlite;

namespace Harbour;

/// <summary>The verbs: <c>serve</c>, <c>front</c>, <c>migrate</c>, <c>schema</c>, <c>config</c>, <c>backup</c>, <c>verify-backup</c>.</summary>
public static class HarbourCommandLine
{
    private static readonly string[] ConfigKeys = ["harbour", "timeZone", "maxNights"];

    /// <summary>Runs one verb. Exit code 0 when it worked, 1 when not, 2 when the call is not understood.</summary>
    public static async Task<int> RunAsync(Release release, string[] args)
    {
        try
        {
            return args switch
            {
                ["serve"] => await ServeAsync(release),
                ["front"] => await FrontAsync(),
                ["migrate"] => Migrate(release),
                ["schema"] => Say($"schema {Database().Schema()}"),
                ["config", var file] => CheckConfig(file),
                ["backup", var file] => BackUp(file),
                ["verify-backup", var file] => VerifyBackup(file),
                _ => Complain("usage: serve | front | migrate | schema | config FILE | backup FILE | verify-backup FILE", 2),
            };
        }
        catch (Exception failure) when (failure is SqliteException or IOException or InvalidOperationException or JsonException)
        {
            return Complain(failure.Message, 1);
        }
    }

    private static async Task<int> ServeAsync(Release release)
    {
        await using var server = HarbourServer.Build(
            release,
            new HarbourOptions
            {
                Home = Home(),
                Port = int.Parse(Variable("PORT"), CultureInfo.InvariantCulture),
                ApiKey = Variable("HARBOUR_API_KEY"),
                Fault = FaultFor(release),
            }
        );
        await server.RunAsync();
        return 0;
    }

    private static async Task<int> FrontAsync()
    {
        await using var front = Front.Build(Home(), int.Parse(Variable("PORT"), CultureInfo.InvariantCulture));
        await front.RunAsync();
        return 0;
    }

    private static int Migrate(Release release)
    {
        var applied = Migrations.Apply(Database(), release.Migrations, FaultFor(release));
        foreach (var name in applied)
        {
            Say($"applied {name}");
        }

        return Say($"{applied.Count} applied, schema {Database().Schema()}");
    }

    private static int CheckConfig(string file)
    {
        using var config = JsonDocument.Parse(File.ReadAllText(file));
        var missing = ConfigKeys.Where(it => !config.RootElement.TryGetProperty(it, out _)).ToList();
        return missing.Count == 0 ? Say($"{ConfigKeys.Length} keys present") : Complain($"missing: {string.Join(", ", missing)}", 1);
    }

    private static int BackUp(string file)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(file))!);
        var size = Database().BackUpTo(file);
        File.WriteAllText($"{file}.sha256", $"{Sha256Of(file)}  {Path.GetFileName(file)}\n");
        return Say($"{size.ToString(CultureInfo.InvariantCulture)} bytes in {Path.GetFileName(file)}");
    }

    /// <summary>A backup is good when its bytes are those that were written, SQLite finds it whole, and it holds berths.</summary>
    private static int VerifyBackup(string file)
    {
        if (!File.Exists(file) || File.ReadAllText($"{file}.sha256").Split(' ')[0] != Sha256Of(file))
        {
            return Complain("the backup is not there or differs from its checksum", 1);
        }

        using var connection = new HarbourDatabase(file).Open(SqliteOpenMode.ReadOnly);
        var whole = connection.Rows("PRAGMA integrity_check", it => it.GetString(0)) is ["ok"];
        var berths = connection.Scalar("SELECT COUNT(*) FROM berths");
        return whole && berths > 0 ? Say($"checksum ok, integrity ok, {berths} berths") : Complain("the backup is damaged or empty", 1);
    }

    private static string Sha256Of(string file)
    {
        using var stream = File.OpenRead(file);
        return Convert.ToHexStringLower(SHA256.HashData(stream));
    }

    private static HarbourDatabase Database() => new(Path.Combine(Home(), "harbour.db"));

    private static Fault FaultFor(Release release) =>
        release.Schema > 1 && Enum.TryParse<Fault>(Environment.GetEnvironmentVariable("HARBOUR_FAULT"), ignoreCase: true, out var fault)
            ? fault
            : Fault.None;

    private static string Home() => Variable("HARBOUR_HOME");

    private static string Variable(string name) =>
        Environment.GetEnvironmentVariable(name) is { Length: > 0 } value
            ? value
            : throw new InvalidOperationException($"{name} is not set.");

    private static int Say(string words)
    {
        Console.WriteLine(words);
        return 0;
    }

    private static int Complain(string words, int exitCode)
    {
        Console.Error.WriteLine($"harbour: {words}");
        return exitCode;
    }
}
