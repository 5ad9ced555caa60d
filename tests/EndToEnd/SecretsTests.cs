using System.IO.Compression;
using System.Text;

namespace Slipway.EndToEnd;

/// <summary>Secrets reach no sink, from the first journal on.</summary>
public sealed class SecretsTests : IDisposable
{
    private const string Secret = "hunter2&\"correct\\horse/battery+staple";
    private readonly Workplace _work = new();

    [Fact]
    public async Task a_declared_secret_stands_in_no_file_and_no_talk_of_a_run_in_any_encoding()
    {
        _work.With("key", Secret);
        _work.With("slipway.yaml", "environments:\n  here:\n    secrets:\n      API_KEY: { file: key }\n");
        _work.With(
            "list.md",
            """
            # Leaky

            - [ ] **Leaks**
              ```bash
              echo "raw $API_KEY"
              echo "raw $API_KEY" >&2
              printf '%s' "$API_KEY" | base64 -w0
              printf '%s' "$API_KEY" | od -An -c | head -1
              ls "/nowhere/$API_KEY"
              ```
            """
        );

        var run = await _work.SlipwayAsync("run", "list.md", "--yes", "--annotate");

        run.ExitCode.ShouldBe(1, run.Err);
        Unpacked(Path.Combine(_work.Run, "report.html")).ShouldContain("***API_KEY***");
        foreach (
            var text in Directory
                .EnumerateFiles(_work.Run, "*", SearchOption.AllDirectories)
                .Select(Unpacked)
                .Append(run.Out)
                .Append(run.Err)
        )
        {
            foreach (
                var form in (string[])
                    [
                        Secret,
                        "correct\\horse/battery",
                        Convert.ToBase64String(Encoding.UTF8.GetBytes(Secret)),
                        Uri.EscapeDataString(Secret),
                        "hunter2&amp;",
                        "hunter2&\\u0022",
                    ]
            )
            {
                text.ShouldNotContain(form);
            }
        }
    }

    [Fact]
    public async Task a_secret_that_stands_in_a_heading_is_hidden_in_what_is_made_of_the_document()
    {
        _work.With("key", "hunter2secret");
        _work.With("slipway.yaml", "environments:\n  here:\n    secrets:\n      API_KEY: { file: key }\n");
        _work.With(
            "list.md",
            "# Uses hunter2secret\n\n## Phase hunter2secret\n\n- [ ] **Looks** at hunter2secret\n  ```bash\n  echo seen\n  ```\n"
        );

        var run = await _work.SlipwayAsync("run", "list.md", "--yes");

        run.ExitCode.ShouldBe(0, run.Err);
        foreach (var made in (string[])["report.html", "report.json", "plan.json", "journal.jsonl"])
        {
            Unpacked(Path.Combine(_work.Run, made)).ShouldNotContain("hunter2secret", Case.Sensitive, made);
        }
    }

    [Fact]
    public async Task a_secret_whose_source_is_empty_stops_the_call_before_anything_runs()
    {
        _work.With("slipway.yaml", "environments:\n  here:\n    secrets:\n      API_KEY: { env: NOT_SET_ANYWHERE }\n");
        _work.With("list.md", "# L\n\n- [ ] **Runs**\n  ```bash\n  touch ran\n  ```\n");

        var run = await _work.SlipwayAsync("run", "list.md", "--yes");

        run.ExitCode.ShouldBe(2, run.Err);
        run.Err.ShouldContain("API_KEY");
        File.Exists(_work.In("ran")).ShouldBeFalse();
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

    public void Dispose() => _work.Dispose();
}
