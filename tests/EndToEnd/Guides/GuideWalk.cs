using System.Text.Json;
using System.Text.RegularExpressions;

namespace Slipway.EndToEnd.Guides;

/// <summary>
/// Does what a page says, block after block, in one folder: commands are run at a terminal, what they show is compared, files are
/// written, and whatever the product reads is given to the product. A block that it does not know is a failure.
/// </summary>
public sealed partial class GuideWalk : IDisposable
{
    /// <summary>
    /// What a page can count on before it has written anything: a checklist that asks nobody and has an item on line 42, and one
    /// run of it.
    /// </summary>
    private static readonly string Checklist = $"""
        # Sample

        - [ ] **Says hello**
          ```bash
          echo hello
          ```
        {new string('\n', 34)}
        - [ ] **Says goodbye**
          ```bash
          echo goodbye
          ```
        """;

    /// <summary>Of one block; one that waits for a person who is not there ends with 124.</summary>
    private const string Limit = "90s";

    private readonly Workplace _work = new();
    private string _shown = "";

    public async Task WalkAsync(IReadOnlyList<GuideBlock> blocks)
    {
        if (blocks.Any(it => it.Language == "bash" && it.Mark.Length == 0))
        {
            _work.With("GO-LIVE.md", Checklist);
            (await _work.SlipwayAsync("run", "GO-LIVE.md", "--yes")).ExitCode.ShouldBe(0);
            File.Copy(Path.Combine(_work.Run, "report.json"), _work.In("report.json"));
        }

        foreach (var block in blocks)
        {
            await StepAsync(block);
        }
    }

    public void Dispose() => _work.Dispose();

    private async Task StepAsync(GuideBlock block)
    {
        if (block.After("as ") is { } name)
        {
            _work.With(name, block.Text);
            return;
        }

        if (block.After("not run:") is { } why)
        {
            why.Length.ShouldBeGreaterThan(10, $"{block.Place}: say why it is not run");
            await ShouldBeWellFormedAsync(block);
            return;
        }

        switch (block.Language)
        {
            case "bash":
                await RunAsync(block);
                break;
            case "text":
                ShouldHaveShown(block);
                break;
            case "markdown" when block.Mark == "output":
                _shown.ShouldBe(block.Text, $"{block.Place}: the command before prints something else");
                break;
            case "markdown":
                await ShouldBeReadAsync(block, block.Text, null);
                break;
            case "yaml":
                await ShouldBeReadAsync(block, "# Any\n\n- [ ] Done\n", Indented(block));
                break;
            case "expectation":
                await ShouldBeReadAsync(block, $"# Any\n\n- [ ] Done <!-- slipway: expect=\"{block.Text.Trim()}\" -->\n", null);
                break;
            case "json":
                Should.NotThrow(() => JsonDocument.Parse(block.Text).Dispose(), $"{block.Place}: no JSON");
                break;
            default:
                Assert.Fail($"{block.Place}: nobody knows what to do with a block of '{block.Language}'; see GuideBlock for the marks");
                break;
        }
    }

    private async Task RunAsync(GuideBlock block)
    {
        var typed = block.After("typed:") is { } lines ? string.Concat(lines.Split('|').Select(it => $"{it.Trim()}\n")) : "y\n";
        var wanted = block.After("exit ") is { } code ? int.Parse(code) : 0;
        _work.With(".block.sh", $"set -eo pipefail\n{block.Text}");

        var ended = await _work.ShellAsync($"timeout --foreground {Limit} bash .block.sh", typed);

        _shown = Steering().Replace(ended.Out, "").Replace("\r", "", StringComparison.Ordinal);
        ended.ExitCode.ShouldBe(wanted, $"{block.Place} ended so:\n{_shown}");
    }

    /// <summary>Each line that the page shows was shown, in this order; … stands for anything.</summary>
    private void ShouldHaveShown(GuideBlock block)
    {
        var at = 0;
        foreach (var line in block.Text.Split('\n').Select(it => it.Trim()).Where(it => it.Trim('…').Length > 0))
        {
            var pattern = string.Join(".*", line.Split('…').Select(Regex.Escape));
            var found = new Regex(pattern).Match(_shown, at);
            found.Success.ShouldBeTrue($"{block.Place}: this was not shown here:\n{line}\nbut this was:\n{_shown[at..]}");
            at = found.Index + found.Length;
        }
    }

    private async Task ShouldBeReadAsync(GuideBlock block, string document, string? settings)
    {
        using var aside = new Workplace().With("list.md", document);
        if (settings is not null)
        {
            aside.With("slipway.yaml", settings);
        }

        var plan =
            settings?.Contains("\nenvironment", StringComparison.Ordinal) == true
            || settings?.StartsWith("environment", StringComparison.Ordinal) == true
                ? await aside.SlipwayAsync("plan", "list.md", "--env", FirstEnvironment(settings))
                : await aside.SlipwayAsync("plan", "list.md");

        plan.ExitCode.ShouldBe(0, $"{block.Place}: {plan.Err}");
    }

    private async Task ShouldBeWellFormedAsync(GuideBlock block)
    {
        if (block.Language == "bash")
        {
            _work.With(".block.sh", block.Text);
            (await _work.ShellAsync("bash -n .block.sh", "")).ExitCode.ShouldBe(0, block.Place);
        }
    }

    private static string Indented(GuideBlock block)
    {
        var (text, at) = (block.Text, block.After("inside:")?.Split('.') ?? []);
        foreach (var key in at.Reverse())
        {
            text = $"{key}:\n{string.Concat(text.TrimEnd('\n').Split('\n').Select(it => $"  {it}\n"))}";
        }

        return text;
    }

    private static string FirstEnvironment(string settings) => EnvironmentName().Match(settings).Groups[1].Value;

    [GeneratedRegex(@"^environments:\n  ([\w-]+):", RegexOptions.Multiline)]
    private static partial Regex EnvironmentName();

    /// <summary>What steers a terminal (ECMA-48): it is not what a reader sees.</summary>
    [GeneratedRegex(@"\e\[[0-9;?]*[A-Za-z]|\e[=>]")]
    private static partial Regex Steering();
}
