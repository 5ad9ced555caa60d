namespace Slipway.Checks.Backup;

/// <summary>What a file is, by its first bytes.</summary>
internal static class BackupFormat
{
    public const string Gzip = "gzip";
    public const string Zstd = "zstd";
    public const string PostgresArchive = "pg_dump";
    public const string Sql = "sql";
    public const string Sqlite = "sqlite";
    public const string Unknown = "unknown";

    /// <summary>First words of a dump, and the words with which one ends that was written whole.</summary>
    private static readonly (string Begins, string Ends, string Format)[] Dumps =
    [
        ("-- PostgreSQL database dump", "-- PostgreSQL database dump complete", Sql),
        ("-- PostgreSQL database cluster dump", "-- PostgreSQL database cluster dump complete", Sql),
        ("-- MySQL dump", "-- Dump completed", "mysql"),
        ("-- MariaDB dump", "-- Dump completed", "mysql"),
        ("PRAGMA foreign_keys=OFF;", "COMMIT;", "sqlite-sql"),
    ];

    /// <summary>The format of the first bytes of a file.</summary>
    public static string Of(ReadOnlySpan<byte> head) =>
        head switch
        {
            [0x1f, 0x8b, ..] => Gzip,
            [0x28, 0xb5, 0x2f, 0xfd, ..] => Zstd,
            _ when head.StartsWith("SQLite format 3\0"u8) => Sqlite,
            _ when head.StartsWith("PGDMP"u8) => PostgresArchive,
            _ when head.StartsWith("PK\x03\x04"u8) => "zip",
            [0xfd, 0x37, 0x7a, 0x58, 0x5a, 0x00, ..] => "xz",
            [0x42, 0x5a, 0x68, ..] => "bzip2",
            _ when head.Length > 262 && head[257..].StartsWith("ustar"u8) => "tar",
            _ when head.StartsWith("age-encryption.org/"u8) => "age",
            _ when head.StartsWith("REDIS"u8) => "rdb",
            _ => Dumped(System.Text.Encoding.UTF8.GetString(head)) ?? Unknown,
        };

    /// <summary>The words with which the dump that begins so must end; null when it is no dump that says so.</summary>
    public static string? Dump(string head) =>
        Dumps.Where(it => head.Contains(it.Begins, StringComparison.Ordinal)).Select(it => it.Ends).FirstOrDefault();

    private static string? Dumped(string head) =>
        Dumps.Where(it => head.Contains(it.Begins, StringComparison.Ordinal)).Select(it => it.Format).FirstOrDefault();
}
