using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;

namespace Slipway.EndToEnd.Secrets;

/// <summary>Seeded secrets through a whole run and everything that is made of it, in all encodings: none can be read anywhere.</summary>
public sealed class SecretsCampaignTests
{
    private const int Few = 12;
    private const int Batch = 50;
    private const int Kept = 1024 * 1024;

    /// <summary>Texts in which nothing is secret.</summary>
    private static readonly string[] Harmless =
    [
        "docs/guides/rollouts.md",
        "docs/guides/people.md",
        "docs/guides/running.md",
        "docs/terms.md",
    ];

    [Fact]
    public async Task none_of_a_dozen_secrets_can_be_read_after_a_run() => await PlayAsync(seed: 1, Few, live: false);

    [Fact]
    [Trait("Category", "long")]
    public async Task none_of_a_thousand_secrets_can_be_read_after_their_runs()
    {
        for (var seed = 2; seed < 2 + 1000 / Batch; seed++)
        {
            await PlayAsync(seed, Batch, live: seed % 5 == 0);
        }
    }

    [Fact]
    public void the_search_finds_each_secret_in_each_encoding() => Prove(seed: 1, Few);

    [Fact]
    [Trait("Category", "long")]
    public void the_search_finds_each_of_a_thousand_secrets_in_each_encoding()
    {
        for (var seed = 2; seed < 2 + 1000 / Batch; seed++)
        {
            Prove(seed, Batch);
        }
    }

    private static void Prove(int seed, int count)
    {
        foreach (var secret in new SecretSeeds(seed).Declared(count))
        {
            var searcher = new LeakSearcher([secret]);
            Leaks
                .Of(secret.Value)
                .Where(it => !searcher.In(it.Text).Contains(secret.Name))
                .Select(it => it.Encoding)
                .ShouldBeEmpty(secret.Value);
            searcher.In("nothing of it stands here, 0123456789abcdef").ShouldBeEmpty();
        }
    }

    private static async Task PlayAsync(int seed, int count, bool live)
    {
        using var work = new Workplace();
        var seeds = new SecretSeeds(seed);
        var (declared, known) = (seeds.Declared(count), seeds.Known());
        Prepare(work, declared, known);

        var sinks = await SinksOfAsync(work, declared, live);

        declared
            .Where(it =>
                !sinks.Any(sink =>
                    sink.Key.Contains("/evidence/", StringComparison.Ordinal)
                    && sink.Value.Contains($"***{it.Name}***", StringComparison.Ordinal)
                )
            )
            .Select(it => it.Name)
            .ShouldBeEmpty($"what was never printed was not hidden either: {sinks["run, err"]}");
        sinks["run, err"].Contains("exit code 3", StringComparison.Ordinal).ShouldBeTrue(sinks["run, err"]);
        var searcher = new LeakSearcher([.. declared, .. known]);
        sinks
            .DistinctBy(it => it.Value)
            .SelectMany(sink => searcher.In(sink.Value).Select(name => $"{name} in {sink.Key}: {Value(name)}"))
            .ShouldBeEmpty($"seed {seed}, {sinks.Count} sinks");
        Harmless
            .Select(it => $"/evidence/{Sha256(Path.Combine(Workplace.Repository, it))}.gz")
            .Where(it => !sinks.Keys.Any(sink => sink.EndsWith(it, StringComparison.Ordinal)))
            .ShouldBeEmpty($"seed {seed}: what is no secret was hidden");

        string Value(string name) => declared.Concat(known).First(it => it.Name == name).Value;
    }

    private static void Prepare(Workplace work, IReadOnlyList<SeededSecret> declared, IReadOnlyList<SeededSecret> known)
    {
        var settings = new StringBuilder("environments:\n  here:\n    signatures: by-name\n    secrets:\n");
        foreach (var secret in declared)
        {
            work.With($"keys/{secret.Name}", secret.Value);
            settings.Append($"      {secret.Name}: {{ file: keys/{secret.Name} }}\n");
        }

        work.With("slipway.yaml", settings.ToString());
        var groups = declared.Chunk(10).Select(it => string.Join('\n', it.SelectMany(LeaksOf))).ToList();
        for (var at = 0; at < groups.Count; at++)
        {
            work.With($"leaks{at}", groups[at]);
        }

        work.With("known", string.Join('\n', known.SelectMany(it => new[] { it.Value, $"{{\"log\":\"{Escaped(it.Value)}\"}}" })));
        foreach (var (name, at, half) in ((string, int, int)[])[("cut0", 0, 0), ("cut1", 3, 1), ("cut2", 5, 2), ("cut3", 9, 3)])
        {
            work.With(name, CutIn(declared[at].Value, half));
        }

        work.With("list.md", Document(groups.Count));
    }

    /// <summary>The long one only for some: what a machine reads at once is the same for all.</summary>
    private static IEnumerable<string> LeaksOf(SeededSecret secret, int at) =>
        Leaks.Of(secret.Value).Where(it => at == 0 || it.Encoding != "over the border of a chunk").Select(it => it.Text);

    private static string Escaped(string value) => System.Text.Json.JsonSerializer.Serialize(value)[1..^1];

    /// <summary>An output so long that its middle is left out, with the secret where the cuts are.</summary>
    private static string CutIn(string value, int shift)
    {
        var half = Kept / 2;
        var into = value.Length * (shift + 1) / 5;
        var before = new string('.', half - Encoding.UTF8.GetByteCount(value[..into])) + value;
        var behind = value + new string('.', half - Encoding.UTF8.GetByteCount(value[into..]));
        return $"{before}{new string('-', 1000)}{behind}";
    }

    private static string Document(int groups) =>
        $$"""
            # Campaign

            {{string.Join(
                '\n',
                Enumerable.Range(0, groups).Select(it => $"- [ ] **Leaks {it}**\n  ```bash\n  cat leaks{it}; cat leaks{it} >&2\n  ```")
            )}}
            - [ ] **Known shapes**
              ```bash
              cat known; cat known >&2
              ```
            - [ ] **Long**
              ```bash
              cat cut0
              cat cut1 >&2
              cat cut2
              cat cut3
              ```
            - [ ] **Harmless**
              ```bash
              cat {{Workplace.Repository}}/{{Harmless[0]}}
              cat {{Workplace.Repository}}/{{Harmless[1]}}
              cat {{Workplace.Repository}}/{{Harmless[2]}}
              cat {{Workplace.Repository}}/{{Harmless[3]}}
              ```
            - [ ] **Real programs**
              ```bash
              printf '%s' "$S000" | base64
              printf 'user:%s' "$S001" | base64 -w 20
              printf '%s' "$S005" | od -An -tx1
              printf '%q\n' "$S001" "$S009" "$S011"
              set -x; : "$S000" "$S011"; set +x
              declare -p S001 S010; env
              curl -sSv -m 2 -H "Authorization: Bearer $S003" "http://x:$S002@127.0.0.1:1/?k=$S003" || true
              ls "/nowhere/$S000" || cat "$S004" || "$S003" || true
              ```
            - [ ] **Checked** <!-- slipway: check=http url=http://127.0.0.1:1/${S002} expect="status 200" timeout=2s -->
            - [ ] **Compared** <!-- slipway: check=file path=/nowhere/${S003} -->
            - [ ] Total: ____
            - [ ] Remark: ____
            - [ ] **Fails**
              ```bash
              echo "$S007" >&2; exit 3
              ```
            """;

    private static async Task<Dictionary<string, string>> SinksOfAsync(Workplace work, IReadOnlyList<SeededSecret> declared, bool live)
    {
        var sinks = new Dictionary<string, string>(StringComparer.Ordinal);
        string[] run =
        [
            "run",
            "list.md",
            "--yes",
            "--annotate",
            "--answer",
            $"Total={declared[0].Value}",
            "--answer",
            $"Remark={Convert.ToBase64String(Encoding.UTF8.GetBytes(declared[1].Value))} {Uri.EscapeDataString(declared[9].Value)}",
            "--now",
            $"because of {declared[2].Value}",
            "--by",
            $"Anna {declared[3].Value}",
            "--waive",
            $"Checked=Anna: known as {declared[4].Value}",
            "--waive",
            $"Compared=Anna: known as {declared[9].Value}",
        ];
        var line = string.Join(' ', run.Select(it => $"'{it.Replace("'", "'\\''", StringComparison.Ordinal)}'"));
        var ended = await work.BashAsync($"{Workplace.Executable} {line} --events 3 3>events; echo \"exit $?\"");
        ended.Out.ShouldContain("exit 1", customMessage: ended.Err);
        Keep(sinks, "run", ended);
        sinks["events"] = work.Text("events");
        if (live)
        {
            Keep(sinks, "live view", await work.AtTerminalAsync("", [.. run, "--progress", "live"]));
            Keep(sinks, "for a service", await work.SlipwayAsync([.. run, "--progress", "github"]));
        }

        foreach (var call in (string[])["status", "runs", "doctor", "ready list.md", "verify {run}", "export {run} --to bundle.zip"])
        {
            string[] words = [.. call.Split(' ').Select(it => it == "{run}" ? work.Run : it)];
            Keep(sinks, call, await work.SlipwayAsync(words));
        }

        foreach (var format in (string[])["html", "md", "json", "junit", "tap", "sarif", "retrospective"])
        {
            Keep(
                sinks,
                $"report {format}",
                await work.SlipwayAsync("report", work.Run, "--format", format, "--output", $"report.{format}")
            );
            sinks[$"report.{format}"] = work.Text($"report.{format}");
        }

        foreach (var folder in Directory.EnumerateDirectories(work.In(".slipway/runs")))
        {
            foreach (var file in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories))
            {
                sinks[Path.GetRelativePath(work.In(".slipway/runs"), file)] = Unpacked(file);
            }
        }

        sinks.Keys.ShouldContain(it => it.EndsWith("/statement.json", StringComparison.Ordinal));
        Directory.EnumerateFiles(work.Folder, "bundle*").ShouldNotBeEmpty();
        foreach (var bundle in Directory.EnumerateFiles(work.Folder, "bundle*"))
        {
            await using var zip = await ZipFile.OpenReadAsync(bundle, TestContext.Current.CancellationToken);
            foreach (var entry in zip.Entries.Where(it => !it.FullName.EndsWith(".gz", StringComparison.Ordinal)))
            {
                using var text = new StreamReader(await entry.OpenAsync());
                sinks[$"bundle/{entry.FullName}"] = await text.ReadToEndAsync();
            }
        }

        return sinks;
    }

    private static void Keep(Dictionary<string, string> sinks, string name, Ended ended)
    {
        sinks[$"{name}, out"] = ended.Out;
        sinks[$"{name}, err"] = ended.Err;
    }

    private static string Unpacked(string path)
    {
        if (!path.EndsWith(".gz", StringComparison.Ordinal))
        {
            return File.ReadAllText(path);
        }

        using var packed = new GZipStream(File.OpenRead(path), CompressionMode.Decompress);
        using var text = new StreamReader(packed);
        return text.ReadToEnd();
    }

    private static string Sha256(string path) => Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(path)));
}
