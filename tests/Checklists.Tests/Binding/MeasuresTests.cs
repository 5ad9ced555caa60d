using System.Diagnostics;
using System.Text.RegularExpressions;
using Slipway.Checklists.Binding;
using Slipway.Testing;

namespace Slipway.Checklists.Tests.Binding;

/// <summary>The catalogue of measures, held against Prometheus's own tool.</summary>
public sealed partial class MeasuresTests
{
    private const string Promtool = "/usr/bin/promtool";

    [Fact(Timeout = 60_000)]
    public async Task every_query_is_promql_of_which_promtool_says_so()
    {
        Needed.OrFail(File.Exists(Promtool), "promtool", "prometheus");
        using var folder = new TempFolder();
        var queries = Measures.All.SelectMany(it => it.Queries.Append(string.Join(" or ", it.Queries)));
        folder.Write(
            "rules.yml",
            "groups:\n- name: all\n  rules:\n"
                + string.Concat(
                    queries.Select((it, at) => $"  - record: measure_{at}\n    expr: '{it.Replace("'", "''", StringComparison.Ordinal)}'\n")
                )
        );

        (await PromtoolAsync("check", "rules", $"{folder.Path}/rules.yml")).ShouldContain("SUCCESS");
    }

    /// <summary>Zero errors are known only where requests are counted under the very label that errors would carry.</summary>
    [Fact(Timeout = 60_000)]
    public async Task a_series_that_is_missing_or_lost_a_label_answers_nothing_and_never_zero()
    {
        Needed.OrFail(File.Exists(Promtool), "promtool", "prometheus");
        var error = string.Join(" or ", Measures.All.Single(it => it.Name == "error rate").Queries);
        using var folder = new TempFolder();
        folder.Write(
            "test.yml",
            $$"""
            evaluation_interval: 1m
            tests:
              - name: no series
                interval: 1m
                input_series: [{ series: 'up', values: '1x20' }]
                promql_expr_test: [{ expr: '{{error}}', eval_time: 10m, exp_samples: [] }]
              - name: another label
                interval: 1m
                input_series: [{ series: 'http_requests_total{http_status="500"}', values: '0+60x20' }]
                promql_expr_test: [{ expr: '{{error}}', eval_time: 10m, exp_samples: [] }]
              - name: no error yet
                interval: 1m
                input_series: [{ series: 'http_requests_total{status="200"}', values: '0+60x20' }]
                promql_expr_test: [{ expr: '{{error}}', eval_time: 10m, exp_samples: [{ labels: '{}', value: 0 }] }]
              - name: one in four
                interval: 1m
                input_series:
                  - { series: 'http_requests_total{code="200"}', values: '0+45x20' }
                  - { series: 'http_requests_total{code="503"}', values: '0+15x20' }
                promql_expr_test: [{ expr: '{{error}}', eval_time: 10m, exp_samples: [{ labels: '{}', value: 25 }] }]
            """
        );

        (await PromtoolAsync("test", "rules", $"{folder.Path}/test.yml")).ShouldContain("SUCCESS");
    }

    [Fact]
    public void zero_is_only_put_in_where_the_denominator_demands_the_label()
    {
        foreach (var query in Measures.All.SelectMany(it => it.Queries).Where(it => it.Contains("vector(0)", StringComparison.Ordinal)))
        {
            var label = Errors().Match(query).Groups[1].Value;

            label.ShouldNotBeEmpty(query);
            query.Split(" / ")[1].ShouldContain($"{label}!=\"\"");
        }
    }

    [Fact]
    public void no_two_measures_share_a_word() => Measures.All.SelectMany(it => it.Words).ShouldBeUnique();

    private static async Task<string> PromtoolAsync(params string[] arguments)
    {
        using var tool = Process.Start(
            new ProcessStartInfo(Promtool, arguments)
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
                UseShellExecute = false,
            }
        )!;
        var said = tool.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        var errors = await tool.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        return await said + errors;
    }

    [GeneratedRegex("""\{([a-z_]+)=~"5""")]
    private static partial Regex Errors();
}
