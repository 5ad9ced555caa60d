using System.Text;
using Slipway.Checks.RestoreDrill;

namespace Slipway.Checks.Tests;

public sealed class DumpGuardTests
{
    [Theory]
    [InlineData(@"\! id")]
    [InlineData(@"SELECT 1 \! id")]
    [InlineData(@"SELECT 'x' \g |id")]
    [InlineData(@"SELECT 1; \connect production")]
    [InlineData("  drop database shop;")]
    [InlineData("COPY orders FROM PROGRAM 'id';")]
    [InlineData("ALTER SYSTEM SET archive_command = 'id';")]
    public async Task a_line_that_reaches_beyond_one_database_is_found(string line) => (await FindAsync(line)).ShouldBe(line);

    [Fact]
    public async Task a_long_line_is_looked_at_to_its_end() =>
        (await FindAsync($"SELECT '{new string('x', 100_000)}' \\! id")).ShouldNotBeNull();

    [Theory]
    [InlineData(@"\restrict 0a1b")]
    [InlineData(@"SELECT 'a' ~ '\d+\s*';")]
    [InlineData("INSERT INTO orders VALUES (1, 'DROP DATABASE x');")]
    [InlineData("COPY public.orders (id, note) FROM stdin;\n1\t\\! in a row\n\\.")]
    public async Task what_a_dump_of_one_database_holds_is_let_through(string lines) => (await FindAsync(lines)).ShouldBeNull();

    private static async Task<string?> FindAsync(string dump)
    {
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes($"-- a dump\n{dump}\n"));
        return await DumpGuard.FindAsync(stream, TestContext.Current.CancellationToken);
    }
}
