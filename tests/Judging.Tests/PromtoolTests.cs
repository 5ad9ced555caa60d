using System.Diagnostics;
using System.Globalization;
using System.Text;
using Slipway.Testing;

namespace Slipway.Judging.Tests;

/// <summary>Prometheus mode against Prometheus's own tester of rules: every state of every series, at every minute.</summary>
public sealed class PromtoolTests
{
    private static readonly (string Name, string Condition, string For)[] Rules =
    [
        ("above", "> 0.1", "5m"),
        ("above_at_once", "> 0.1", "0s"),
        ("at_least", ">= 0.1", "3m"),
        ("below", "< 0.1", "2m"),
        ("at_most", "<= 0.1", "7m"),
        ("equal", "== 0.1", "1m"),
        ("other", "!= 0.1", "10m"),
    ];

    [Fact(Timeout = 120_000)]
    public async Task three_hundred_series_agree_with_promtool()
    {
        await AgreesAsync(seed: 1, series: 300, minutes: 40);
    }

    [Fact(Timeout = 3_600_000), Trait("Category", "long")]
    public async Task ten_thousand_series_agree_with_promtool()
    {
        for (var seed = 0; seed < 20; seed++)
        {
            await AgreesAsync(100 + seed, series: 500, minutes: 60);
        }
    }

    [Fact(Timeout = 120_000)]
    public async Task promtool_would_see_a_wrong_answer()
    {
        Needed.OrFail(File.Exists("/usr/bin/promtool"), "promtool", "prometheus");
        using var folder = new TempFolder();
        var chance = new Random(1);
        Write(folder.Path, [.. Enumerable.Range(0, 20).Select(_ => RandomSeries.Lines(chance, 20))], lie: true);

        (await PromtoolAsync(folder.Path)).Code.ShouldNotBe(0);
    }

    private static async Task AgreesAsync(int seed, int series, int minutes)
    {
        Needed.OrFail(File.Exists("/usr/bin/promtool"), "promtool", "prometheus");
        using var folder = new TempFolder();
        var chance = new Random(seed);
        Write(folder.Path, [.. Enumerable.Range(0, series).Select(_ => RandomSeries.Lines(chance, minutes))], lie: false);

        var (code, said) = await PromtoolAsync(folder.Path);

        code.ShouldBe(0, said[..Math.Min(said.Length, 4000)]);
    }

    private static void Write(string folder, string[][] series, bool lie)
    {
        var rules = new StringBuilder("groups:\n- name: all\n  rules:\n");
        foreach (var (name, condition, duration) in Rules)
        {
            rules.Append(CultureInfo.InvariantCulture, $"  - {{alert: {name}, expr: 'm {condition}', for: {duration}}}\n");
        }

        File.WriteAllText(Path.Combine(folder, "rules.yml"), rules.ToString());
        File.WriteAllText(Path.Combine(folder, "tests.yml"), Tests(series, lie));
    }

    private static string Tests(string[][] series, bool lie)
    {
        var text = new StringBuilder("rule_files: [rules.yml]\nevaluation_interval: 1m\ntests:\n- interval: 1m\n  input_series:\n");
        for (var i = 0; i < series.Length; i++)
        {
            var values = series[i].Select(it => it.Split(' ')[1]).Select(it => it == "missing" ? "_" : it);
            text.Append(CultureInfo.InvariantCulture, $"  - {{series: 'm{{s=\"{i}\"}}', values: '{string.Join(' ', values)}'}}\n");
        }

        text.Append("  promql_expr_test:\n");
        var expected = Expected(series);
        for (var minute = 0; minute < expected.Length; minute++)
        {
            text.Append(CultureInfo.InvariantCulture, $"  - expr: 'ALERTS'\n    eval_time: {minute}m\n    exp_samples:\n");
            foreach (var labels in expected[minute].Skip(lie && minute == 7 ? 1 : 0))
            {
                text.Append(CultureInfo.InvariantCulture, $"    - {{labels: '{labels}', value: 1}}\n");
            }
        }

        return text.ToString();
    }

    /// <summary>For each minute the series of ALERTS that our judge says there are.</summary>
    private static List<string>[] Expected(string[][] series)
    {
        var expected = series[0].Select(_ => new List<string>()).ToArray();
        foreach (var (name, condition, duration) in Rules)
        {
            var rule = TriggerJudgeTests.Rule(condition, duration) with { Mode = TriggerMode.Prometheus };
            for (var i = 0; i < series.Length; i++)
            {
                var states = TriggerJudgeTests.States(rule, series[i]).Split(' ');
                for (var minute = 0; minute < states.Length; minute++)
                {
                    if (states[minute] != "inactive")
                    {
                        expected[minute].Add($$"""ALERTS{alertname="{{name}}",alertstate="{{states[minute]}}",s="{{i}}"}""");
                    }
                }
            }
        }

        return expected;
    }

    private static async Task<(int Code, string Said)> PromtoolAsync(string folder)
    {
        var ct = TestContext.Current.CancellationToken;
        using var process = Process.Start(
            new ProcessStartInfo("promtool", ["test", "rules", "tests.yml"])
            {
                WorkingDirectory = folder,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
                UseShellExecute = false,
            }
        )!;
        var (output, error) = (process.StandardOutput.ReadToEndAsync(ct), process.StandardError.ReadToEndAsync(ct));
        await process.WaitForExitAsync(ct);
        return (process.ExitCode, await error + await output);
    }
}
