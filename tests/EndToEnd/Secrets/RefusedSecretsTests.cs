namespace Slipway.EndToEnd.Secrets;

/// <summary>What cannot be hidden, and what must not run with its secret hidden, begins nothing.</summary>
public sealed class RefusedSecretsTests : IDisposable
{
    private readonly Workplace _work = new();

    public void Dispose() => _work.Dispose();

    [Theory]
    [InlineData("test", "is a word that stands in every text")]
    [InlineData("2026", "is a number of fewer than 8 digits")]
    [InlineData("abc", "has fewer than 4 characters")]
    public async Task a_secret_that_would_take_a_word_out_of_the_record_is_refused_at_the_start(string value, string why)
    {
        Prepare(value, "echo a test of 2026 abc; touch ran");

        foreach (
            var call in (string[][])
                [
                    ["run", "list.md", "--yes"],
                    ["doctor"],
                ]
        )
        {
            var refused = await _work.SlipwayAsync(call);

            refused.ExitCode.ShouldBe(2, refused.Err);
            refused.Err.ShouldContain($"secret API_KEY: its value {why}");
        }

        File.Exists(_work.In("ran")).ShouldBeFalse();
    }

    [Theory]
    [InlineData("curl -H 'X-Key: hunter2-longer-value' http://127.0.0.1:1; touch ran", "API_KEY")]
    [InlineData("touch ran; echo ghp_q7Zk2LwXp9VtBn4RsYd8HcJf6MgTa3EuWi5o", "github-token")]
    public async Task a_line_that_holds_a_secret_is_not_run_with_stars_in_it(string command, string name)
    {
        Prepare("hunter2-longer-value", command);

        var refused = await _work.SlipwayAsync("run", "list.md", "--yes");

        refused.ExitCode.ShouldBe(2, refused.Err);
        refused.Err.ShouldContain($"holds a secret ({name})");
        refused.Err.ShouldNotContain("hunter2");
        refused.Err.ShouldNotContain("q7Zk2Lw");
        (File.Exists(_work.In("ran")), _work.HasRun).ShouldBe((false, false));
    }

    private void Prepare(string value, string command) =>
        _work
            .With("key", value)
            .With("slipway.yaml", "environments:\n  here:\n    secrets:\n      API_KEY: { file: key }\n")
            .With("list.md", $"# L\n\n- [ ] **Runs**\n  ```bash\n  {command}\n  ```\n");
}
