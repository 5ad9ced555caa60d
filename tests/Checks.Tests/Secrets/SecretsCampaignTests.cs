using System.Diagnostics;
using System.Text;
using Slipway.Kernel;
using Slipway.Testing;

namespace Slipway.Checks.Tests.Secrets;

/// <summary>How fast a history is read: 50,000 files of source code, made by chance, with ten secrets in it.</summary>
public sealed class SecretsCampaignTests
{
    private const int Files = 50_000;

    [Fact(Timeout = 600_000)]
    [Trait("Category", "long")]
    public async Task a_history_of_fifty_thousand_files_is_read_at_ten_mebibytes_a_second_at_least()
    {
        using var folder = new TempFolder();
        await MakeAsync(folder.Path, TestContext.Current.CancellationToken);
        var here = new Surroundings
        {
            Directory = folder.Path,
            Limit = TimeSpan.FromMinutes(5),
            Clock = TimeProvider.System,
            Inherited = new Dictionary<string, string> { ["PATH"] = "/usr/local/bin:/usr/bin:/bin" },
        };
        var start = TimeProvider.System.GetTimestamp();

        var seen = await CheckKinds
            .All["secrets"]
            .LookAsync(new("secrets", new Dictionary<string, string>()), here, TestContext.Current.CancellationToken);

        var took = TimeProvider.System.GetElapsedTime(start).TotalSeconds;
        seen.Value.ShouldBe(new Quantity(10, ""), seen.Problem);
        var mebibytes = System.Text.Json.JsonDocument.Parse(seen.Body!).RootElement.GetProperty("bytes").GetInt64() / 1048576.0;
        TestContext.Current.TestOutputHelper!.WriteLine($"{mebibytes:F0} MiB in {took:F1} s: {mebibytes / took:F1} MiB/s");
        (mebibytes / took).ShouldBeGreaterThan(10);
    }

    /// <summary>By fast-import, in 500 commits.</summary>
    private static async Task MakeAsync(string folder, CancellationToken ct)
    {
        using (var init = Process.Start(new ProcessStartInfo("git", "init -q -b main") { WorkingDirectory = folder })!)
        {
            await init.WaitForExitAsync(ct);
        }

        using var import = Process.Start(
            new ProcessStartInfo("git", "fast-import --quiet")
            {
                WorkingDirectory = folder,
                RedirectStandardInput = true,
                UseShellExecute = false,
            }
        )!;
        await using (var input = import.StandardInput.BaseStream)
        {
            for (var i = 0; i < Files; i++)
            {
                await input.WriteAsync(Encoding.ASCII.GetBytes(Step(i)), ct);
            }
        }

        await import.WaitForExitAsync(ct);
        import.ExitCode.ShouldBe(0);
    }

    private static string Step(int i)
    {
        var text = Source(i) + (i % 5000 == 77 ? $"var apiKey = \"{SecretCorpus.OneOf("{b62:32}", i)}\";\n" : "");
        var commit = i % 100 == 0 ? $"commit refs/heads/main\ncommitter t <t@example.org> {1_700_000_000 + i} +0000\ndata 3\none\n" : "";
        return $"{commit}M 100644 inline src/part{i % 400}/file{i}.cs\ndata {text.Length}\n{text}\n";
    }

    private static string Source(int i)
    {
        var text = new StringBuilder();
        for (var line = 0; line < 80; line++)
        {
            text.Append(
                (i + line) % 7 == 0
                    ? $"    public string Password{i} => settings.Text(\"password\") ?? throw new SettingException(\"{line}\");\n"
                    : $"    private readonly int _value{i * 31 + line} = Compute({line}, \"https://docs.internal/{i}\", names[{line}]);\n"
            );
        }

        return text.ToString();
    }
}
