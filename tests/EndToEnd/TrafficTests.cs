using System.Text.Json.Nodes;

namespace Slipway.EndToEnd;

/// <summary>Traffic by hand: what was set is read back, and the split that happened decides the exit code.</summary>
public sealed class TrafficTests : IDisposable
{
    /// <summary>A proxy of two files: at each count a thousand requests more, split as SPLIT says.</summary>
    private const string Settings = """
        environments:
          prod:
            traffic:
              driver: command
              read: cat share
              set: echo '{"share":' {share} '}' > share
              count: |
                echo 1000 >> stable; cat split >> candidate
                sum() { awk '{ all += $1 } END { print all }' "$1"; }
                echo "{\"epoch\": \"1\", \"stable\": {\"requests\": $(sum stable), \"errors\": 0}, \"candidate\": {\"requests\": $(sum candidate), \"errors\": 0}}"
        """;

    private readonly Workplace _work = new();

    public void Dispose() => _work.Dispose();

    [Fact]
    public async Task a_share_that_requests_follow_is_a_match()
    {
        var ended = await Proxy(split: 111).SlipwayAsync("traffic", "set", "10", "--for", "5s");

        ended.ExitCode.ShouldBe(0, ended.Out + ended.Err);
        ended.Out.ShouldStartWith("MATCHES: ");
        ended.Out.ShouldContain("share      10 % of new requests go to the candidate");
    }

    [Fact]
    public async Task a_share_that_was_taken_and_that_requests_do_not_follow_is_none()
    {
        var ended = await Proxy(split: 0).SlipwayAsync("traffic", "set", "25", "--for", "5s", "--format", "json");

        ended.ExitCode.ShouldBe(1, ended.Out + ended.Err);
        JsonNode.Parse(ended.Out)!["verdict"]!.GetValue<string>().ShouldBe("differs");
    }

    [Fact]
    public async Task a_proxy_that_does_not_tell_is_not_judged()
    {
        _work.With("slipway.yaml", Settings.Replace("cat share", "exit 3", StringComparison.Ordinal));

        var ended = await _work.SlipwayAsync("traffic", "show", "--for", "1s");

        ended.ExitCode.ShouldBe(2, ended.Out + ended.Err);
        ended.Out.ShouldStartWith("UNKNOWN: ");
    }

    private Workplace Proxy(int split) =>
        _work
            .With("slipway.yaml", Settings)
            .With("split", $"{split}\n")
            .With("share", "{\"share\": 0}")
            .With("stable", "")
            .With("candidate", "");
}
