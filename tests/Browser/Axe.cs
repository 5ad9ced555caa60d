using System.Text.Json;
using Deque.AxeCore.Commons;

namespace Slipway.Browser;

/// <summary>The rules of axe, asked in the page itself: the package's own way opens a second page for each question and takes seconds.</summary>
internal static class Axe
{
    private static readonly string Script = new BundledAxeScriptProvider().GetScript();

    /// <summary>What breaks a rule seriously or critically; empty when nothing does.</summary>
    /// <param name="page">The page as it is now.</param>
    /// <param name="least">So many rules must have passed, or the question was asked of nothing.</param>
    /// <param name="rules">Only these rules; all when none is named.</param>
    public static async Task<List<string>> SeriousAsync(OpenedPage page, int least, params string[] rules)
    {
        await page.Page.EvaluateAsync(Script);
        var said = await page.Page.EvaluateAsync<JsonElement>(
            """
            async rules => {
                const said = await axe.run(document, rules.length ? { runOnly: { type: 'rule', values: rules } } : {});
                return {
                    passed: said.passes.length,
                    broken: said.violations
                        .filter(it => it.impact === 'serious' || it.impact === 'critical')
                        .map(it => `${it.id}: ${it.help}: ${it.nodes.slice(0, 3).map(node => node.html).join(' | ')}`),
                };
            }
            """,
            rules
        );
        said.GetProperty("passed").GetInt32().ShouldBeGreaterThanOrEqualTo(least);
        return [.. said.GetProperty("broken").EnumerateArray().Select(it => it.GetString()!)];
    }
}
