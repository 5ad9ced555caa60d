namespace Slipway.Checklists.Tests.Configuration;

public sealed class HostileSettingsTests
{
    [Fact(Timeout = 20_000)]
    public async Task an_alias_bomb_is_refused_before_it_grows()
    {
        var bomb =
            "a: &a [x, x, x, x, x, x, x, x, x]\n"
            + string.Concat(
                Enumerable
                    .Range(0, 20)
                    .Select(it => $"{(char)('b' + it)}: &{(char)('b' + it)} [*{(char)('a' + it)}, *{(char)('a' + it)}]\n")
            );

        (await Codes(bomb)).ShouldContain("SW1003");
    }

    [Theory(Timeout = 20_000)]
    [InlineData("[")]
    [InlineData("{a: ")]
    [InlineData("- ")]
    public async Task nesting_without_end_is_refused(string opening) =>
        (await Codes(string.Concat(Enumerable.Repeat(opening, 100_000)))).ShouldContain(it => it == "SW1002" || it == "SW1001");

    [Fact(Timeout = 20_000)]
    public async Task a_file_that_is_too_large_is_refused() => (await Codes(new string('#', 2_000_000))).ShouldBe(["SW1002"]);

    [Fact(Timeout = 20_000)]
    public async Task a_file_with_too_many_parts_is_refused() =>
        (await Codes("people: [" + string.Concat(Enumerable.Repeat("a,", 100_000)) + "]")).ShouldContain("SW1002");

    [Theory(Timeout = 20_000)]
    [InlineData("!!python/object:os.system x")]
    [InlineData("? [a, b]\n: c")]
    [InlineData("\0\u0001")]
    [InlineData("%YAML 9.9\n---\na: b")]
    [InlineData("a: \"\\ud800\"")]
    [InlineData("<<: *x")]
    [InlineData("a: *nobody")]
    [InlineData("\t- x")]
    [InlineData(": : :")]
    [InlineData("'")]
    public async Task odd_yaml_ends_in_faults_and_never_in_an_exception(string text) => (await Codes(text)).ShouldNotBeEmpty();

    [Fact(Timeout = 60_000)]
    public async Task any_cut_of_a_good_file_ends_in_an_answer()
    {
        const string good =
            "people:\n  - {name: \"Ada\", roles: ['A', B]}\nenvironments:\n  prod: {base-url: https://x, secrets: {A: {env: B}}}\n";

        for (var length = 0; length <= good.Length; length++)
        {
            (await Codes(good[..length])).ShouldAllBe(it => it.StartsWith("SW1", StringComparison.Ordinal));
        }
    }

    private static Task<IReadOnlyList<string>> Codes(string text) =>
        Task.Run<IReadOnlyList<string>>(
            () => SettingsReader.Read(text, "slipway.yaml").Match(_ => [], it => it.Faults.Select(fault => fault.Code).ToList()),
            TestContext.Current.CancellationToken
        );
}
