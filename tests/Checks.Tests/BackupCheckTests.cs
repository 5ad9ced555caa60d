using System.Diagnostics;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Slipway.Kernel;
using Slipway.Testing;

namespace Slipway.Checks.Tests;

public sealed class BackupCheckTests : CheckContract
{
    private const string Dump = "-- PostgreSQL database dump\nSELECT 1;\n-- PostgreSQL database dump complete\n";

    public BackupCheckTests()
    {
        Make("good/a.sql.gz", Packed(new string(' ', 1000) + Dump), hours: 1);
    }

    protected override ICheck Check => CheckKinds.All["backup"];

    protected override CheckSpec Answering => Spec("path", "good/*.gz");

    /// <summary>It asks nobody but the file system.</summary>
    protected override CheckSpec? Silent => null;

    protected override IReadOnlyList<CheckSpec> WithoutData
    {
        get
        {
            Make("empty/a.sql", [], hours: 0);
            Make("odd/a.tar", [.. new byte[257], .. "ustar"u8, .. new byte[300]], hours: 0);
            return
            [
                Spec("path", "good/*.nothing"),
                Spec("path", "nosuch/*.gz"),
                Spec("path", "good"),
                Spec("path", "empty/a.sql"),
                Spec("path", "odd/a.tar"),
                Spec("path", "good/*.gz", "checksum", "needed"),
                Spec("path", "good/*.gz", "keep", "7"),
            ];
        }
    }

    protected override IReadOnlyList<CheckSpec> Hostile
    {
        get
        {
            Make("hostile/SHA256SUMS", Encoding.ASCII.GetBytes(new string('x', 2_000_000)), hours: 0);
            Make("hostile/a.bin", RandomNumberGenerator.GetBytes(1000), hours: 0);
            Make("hostile/b.gz", [0x1f, 0x8b, .. RandomNumberGenerator.GetBytes(1000)], hours: 0);
            Make("hostile/c.dump", [.. "PGDMP"u8, .. RandomNumberGenerator.GetBytes(1000)], hours: 0);
            Make("hostile/d.zst", [0x28, 0xb5, 0x2f, 0xfd, .. RandomNumberGenerator.GetBytes(1000)], hours: 0);
            Make("hostile/e.sqlite", [.. "SQLite format 3\0"u8, .. Enumerable.Repeat((byte)255, 200)], hours: 0);
            return
            [
                .. "abcde".Select(it => Spec("path", $"hostile/{it}.*", "min-size", "1e300")),
                Spec("path", "hostile/b.gz", "checksum", "good/a.sql.gz"),
            ];
        }
    }

    [Fact(Timeout = 30_000)]
    public async Task the_newest_is_held_against_its_age_and_its_size()
    {
        Make("old/a.sql", Encoding.UTF8.GetBytes(Dump), hours: 30);

        (await FlawsAsync("old/*")).ShouldBe(["a.sql is 30 h old, older than 24 h"]);
        (await FlawsAsync("old/*", "max-age", "2d", "min-size", "1 MB")).ShouldBe(["a.sql has 75 bytes, less than 1000000"]);
        Make("old/b.sql", Encoding.UTF8.GetBytes(Dump), hours: -3);
        (await FlawsAsync("old/*")).ShouldBe(["b.sql was changed in the future; its age is not known"]);
    }

    [Fact(Timeout = 30_000)]
    public async Task one_that_is_much_smaller_than_usual_is_a_flaw()
    {
        foreach (var day in Enumerable.Range(1, 4))
        {
            Make(
                $"shrunk/{day}.sql",
                Encoding.UTF8.GetBytes(Dump.Replace("SELECT 1;", new string(' ', 1000), StringComparison.Ordinal)),
                hours: 24 * day
            );
        }

        Make("shrunk/0.sql", Encoding.UTF8.GetBytes(Dump), hours: 1);

        (await FlawsAsync("shrunk/*.sql", "keep", "5", "keep-days", "4")).ShouldBe([
            "0.sql has 75 bytes, more than 50 % less than usual (1066)",
        ]);
        (await FlawsAsync("shrunk/*.sql", "most-shrunk", "99", "keep", "7", "keep-days", "30")).ShouldBe([
            "there are 5 backups, fewer than 7",
            "the oldest backup is 4 days old, less than 30",
        ]);
    }

    [Fact(Timeout = 30_000)]
    public async Task the_digest_beside_it_must_be_its_own()
    {
        var bytes = Encoding.UTF8.GetBytes(Dump);
        Make("sum/a.sql", bytes, hours: 1);
        var right = Convert.ToHexStringLower(SHA256.HashData(bytes));
        Folder.Write("sum/SHA256SUMS", $"{new string('0', 64)}  b.sql\n{right} *a.sql\n");
        (await FlawsAsync("sum/*", "checksum", "needed")).ShouldBeEmpty();
        Folder.Write("sum/a.sql.sha256", new string('0', 64) + "\n");

        (await FlawsAsync("sum/*")).ShouldHaveSingleItem().ShouldStartWith($"the SHA-256 of a.sql is {right}, not 0000");
        (await FlawsAsync("sum/*", "checksum", "sum/SHA256SUMS")).ShouldBeEmpty();
        Folder.Write("sum/a.sql.sha256", "nonsense\n");
        (await FlawsAsync("sum/*")).ShouldBe(["a.sql.sha256 holds no SHA-256 for a.sql"]);
    }

    [Fact(Timeout = 30_000)]
    public async Task a_packed_one_that_is_cut_off_or_damaged_is_a_flaw()
    {
        var text = Dump[..^38] + Convert.ToBase64String(RandomNumberGenerator.GetBytes(200_000)) + Dump[^38..];
        var packed = Packed(text);
        Make("cut/a.gz", packed[..^5], hours: 0);
        Make("cut/b.gz", [.. packed[..1000], (byte)~packed[1000], .. packed[1001..]], hours: 0);
        Make("cut/c.gz", Packed(text[..^60]), hours: 0);
        Make("cut/d.gz", [0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3, 3, 0, 0, 0, 0, 0, 0, 0, 0, 0], hours: 0);

        (await FlawsAsync("cut/a.gz")).ShouldBe(["a.gz is damaged or cut off: it cannot be unpacked to its end"]);
        (await FlawsAsync("cut/b.gz")).ShouldBe(["b.gz is damaged or cut off: it cannot be unpacked to its end"]);
        (await FlawsAsync("cut/c.gz")).ShouldBe(["c.gz was not written to its end: the last line of the dump is missing"]);
        (await FlawsAsync("cut/d.gz")).ShouldBe(["d.gz holds nothing"]);
        (await FlawsAsync("cut/a.gz", "readable", "head")).ShouldBeEmpty();
    }

    [Fact(Timeout = 30_000)]
    public async Task zstd_is_tested_by_its_program()
    {
        Make("zst/a.sql", Encoding.UTF8.GetBytes(Convert.ToBase64String(RandomNumberGenerator.GetBytes(5000))), hours: 0);
        using var packing = Process.Start("zstd", ["-q", Folder["zst/a.sql"], "-o", Folder["zst/a.zst"]]);
        await packing.WaitForExitAsync(Ct);

        (await FlawsAsync("zst/a.zst")).ShouldBeEmpty();
        await File.WriteAllBytesAsync(Folder["zst/b.zst"], (await File.ReadAllBytesAsync(Folder["zst/a.zst"], Ct))[..^20], Ct);
        (await FlawsAsync("zst/b.zst")).ShouldHaveSingleItem().ShouldStartWith("b.zst cannot be read to its end by zstd");
    }

    [Fact(Timeout = 30_000)]
    public async Task what_is_packed_is_told_and_the_age_is_the_number()
    {
        var seen = await LookAsync(Answering);

        JsonNode.Parse(seen.Body!)!["packed"]!.GetValue<string>().ShouldBe("sql");
        Expectation.Parse("value < 2 h").Judge(seen).Verdict.ShouldBe(Verdict.Pass);
    }

    private async Task<IReadOnlyList<string>> FlawsAsync(string path, params string[] more)
    {
        var seen = await LookAsync(Spec(["path", path, .. more]));
        return seen.Flaws.ShouldNotBeNull(seen.Problem);
    }

    private void Make(string name, byte[] bytes, int hours)
    {
        Folder.Write(name, "");
        File.WriteAllBytes(Folder[name], bytes);
        File.SetLastWriteTimeUtc(Folder[name], TimeProvider.System.GetUtcNow().UtcDateTime.AddHours(-hours));
    }

    private static byte[] Packed(string text)
    {
        var packed = new MemoryStream();
        using (var zip = new GZipStream(packed, CompressionMode.Compress))
        {
            zip.Write(Encoding.UTF8.GetBytes(text));
        }

        return packed.ToArray();
    }
}
