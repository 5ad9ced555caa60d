using System.Diagnostics;
using Slipway.Checks.Alertmanager;
using Slipway.Checks.Looks;
using Slipway.Testing;

namespace Slipway.Checks.Tests;

/// <summary>Whom a configuration tells of an alert, held against Alertmanager's own program.</summary>
public sealed class AlertRoutesTests
{
    [Theory(Timeout = 30_000)]
    [InlineData("severity=critical", "chat")]
    [InlineData("severity=critical team=shop", "pager,chat")]
    [InlineData("severity=critical team=payments service=web12", "pager,web")]
    [InlineData("severity=critical team=shopping", "chat")]
    [InlineData("severity=critical service=api", "web")]
    [InlineData("severity=warning", "everything")]
    [InlineData("owner=ops env=production", "everything")]
    [InlineData("severity=night", "pager")]
    public async Task an_alert_goes_where_amtool_says(string labels, string receivers)
    {
        var given = labels.Split(' ').Select(it => it.Split('=')).ToDictionary(it => it[0], it => it[1]);

        var reached = RouteTree.Parse(AlertmanagerCheckTests.Config).Root.Of(given);

        string.Join(',', reached.Select(it => it.Receiver)).ShouldBe(receivers);
        (await AmtoolAsync(labels.Split(' '))).ShouldBe(receivers);
    }

    [Theory]
    [InlineData("a=~\"[[:alpha:]]+\"")]
    [InlineData("a=~\"(?i)x\"")]
    [InlineData("a=~\"\\\\pL\"")]
    [InlineData("a=~\"[a-z-[b]]\"")]
    [InlineData("a=~\"(\"")]
    [InlineData("a=~\"\\\\Qx\\\\E\"")]
    public void a_pattern_that_may_be_read_differently_is_not_guessed_at(string matcher) =>
        Should
            .Throw<NotSeenException>(() => LabelMatcher.Parse(matcher).Meets(new Dictionary<string, string> { ["a"] = "b" }))
            .Message.ShouldContain("not read here");

    [Theory]
    [InlineData("a=~\"b|c\"", "b", true)]
    [InlineData("a=~\"b|c\"", "bc", false)]
    [InlineData("a!~\"b|c\"", "bc", true)]
    [InlineData("a!=\"\"", "", false)]
    [InlineData("a=~\".*\"", "", true)]
    [InlineData("a=~\"web-\\\\d+\\\\.x\"", "web-12.x", true)]
    [InlineData("{a=\"b\"}", null, null)]
    [InlineData("a", null, null)]
    [InlineData("a=\"b\" or c", null, null)]
    public void a_matcher_is_met_wholly_or_not_at_all(string matcher, string? label, bool? meets)
    {
        var labels = new Dictionary<string, string> { ["a"] = label ?? "" };
        if (meets is null)
        {
            Should.Throw<NotSeenException>(() => LabelMatcher.Parse(matcher));
            return;
        }

        LabelMatcher.Parse(matcher).Meets(labels).ShouldBe(meets.Value);
    }

    private static async Task<string> AmtoolAsync(string[] labels)
    {
        using var folder = new TempFolder();
        var file = folder.Write("alertmanager.yml", AlertmanagerCheckTests.Config);
        using var amtool = Process.Start(
            new ProcessStartInfo("/usr/bin/amtool", ["config", "routes", "test", $"--config.file={file}", .. labels])
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
                UseShellExecute = false,
            }
        )!;
        var said = await amtool.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await amtool.WaitForExitAsync(TestContext.Current.CancellationToken);
        return said.Trim();
    }
}
