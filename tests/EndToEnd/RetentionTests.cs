using Slipway.Testing;

namespace Slipway.EndToEnd;

/// <summary>Runs are moved as one file, put back, and removed when their time is over, and nothing that is left is broken.</summary>
public sealed class RetentionTests : IDisposable
{
    private readonly Workplace _work = new();

    public void Dispose() => _work.Dispose();

    [Fact(Timeout = 120_000)]
    public async Task a_run_is_exported_imported_elsewhere_and_holds_there()
    {
        await RunAsync();
        (await _work.SlipwayAsync("export", "--to", "night.zip")).ExitCode.ShouldBe(0);

        var imported = await _work.SlipwayAsync("import", "night.zip", "--runs", "elsewhere");
        imported.ExitCode.ShouldBe(0, imported.Err);
        imported.Out.Trim().ShouldBe(Path.GetFileName(_work.Run));
        (await _work.SlipwayAsync("verify", "--runs", "elsewhere")).ExitCode.ShouldBe(0);
        (await _work.SlipwayAsync("import", "night.zip", "--runs", "elsewhere")).ExitCode.ShouldBe(0, "the same run twice changes nothing");
        (await _work.SlipwayAsync("export", "--runs", "elsewhere", "--to", "again.zip")).ExitCode.ShouldBe(0);
        var ct = TestContext.Current.CancellationToken;
        (await File.ReadAllBytesAsync(_work.In("again.zip"), ct)).ShouldBe(await File.ReadAllBytesAsync(_work.In("night.zip"), ct));
    }

    [Fact(Timeout = 120_000)]
    public async Task a_bundle_that_does_not_hold_is_left_out()
    {
        await RunAsync();
        (await _work.SlipwayAsync("export", "--to", "night.zip")).ExitCode.ShouldBe(0);
        var bytes = await File.ReadAllBytesAsync(_work.In("night.zip"), TestContext.Current.CancellationToken);
        bytes[bytes.AsSpan().IndexOf("exit code 0"u8) + 10] = (byte)'1';
        await File.WriteAllBytesAsync(_work.In("night.zip"), bytes, TestContext.Current.CancellationToken);

        var imported = await _work.SlipwayAsync("import", "night.zip", "--runs", "elsewhere");

        imported.ExitCode.ShouldBe(2);
        imported.Err.ShouldContain("night.zip");
        Directory.EnumerateFileSystemEntries(_work.In("elsewhere")).ShouldBeEmpty();
    }

    [Fact(Timeout = 240_000)]
    public async Task what_ended_long_ago_goes_with_its_bundle_kept_and_what_is_not_over_stays()
    {
        await RunAsync();
        var old = _work.Run;
        var names = Enumerable.Range(10, 21).Select(it => $"2020010{it % 2 + 1}-0000{it}-0001").ToList();
        foreach (var name in names)
        {
            Copy(old, Path.Combine(Path.GetDirectoryName(old)!, name));
        }

        // One of the two oldest is not finished: it stays.
        File.Delete(Path.Combine(Path.GetDirectoryName(old)!, names[0], "statement.json"));
        (await _work.SlipwayAsync("gc", "--keep", "1h")).ExitCode.ShouldBe(2);
        (await _work.SlipwayAsync("gc", "--keep", "1d")).Err.ShouldContain("0 runs would be removed");
        (await LaterAsync("gc")).Err.ShouldContain("1 runs would be removed");
        Directory.EnumerateDirectories(Path.GetDirectoryName(old)!).Count().ShouldBe(22);

        var removed = await LaterAsync("gc", "--yes", "--export", "kept");

        removed.ExitCode.ShouldBe(0, removed.Err);
        Directory.Exists(Path.Combine(Path.GetDirectoryName(old)!, names[2])).ShouldBeFalse();
        Directory.EnumerateDirectories(Path.GetDirectoryName(old)!).Count().ShouldBe(21);
        (await _work.SlipwayAsync("verify", Path.Combine("kept", $"{names[2]}.zip"))).ExitCode.ShouldBe(0);
        (await _work.SlipwayAsync("verify")).ExitCode.ShouldBe(0);
    }

    /// <summary>The verb as it is two years from now.</summary>
    private Task<Ended> LaterAsync(params string[] arguments)
    {
        var library = Directory
            .EnumerateDirectories("/usr/lib")
            .Select(it => Path.Combine(it, "faketime", "libfaketime.so.1"))
            .FirstOrDefault(File.Exists);
        Needed.OrFail(library is not null, "faketime", "faketime");
        return _work.SlipwayAsync(
            new Dictionary<string, string>
            {
                ["LD_PRELOAD"] = library!,
                ["FAKETIME"] = "+730d",
                ["FAKETIME_DONT_FAKE_MONOTONIC"] = "1",
            },
            arguments
        );
    }

    private async Task RunAsync()
    {
        _work.With("night.md", "# Night\n\n- [ ] **Smoke**\n  ```bash\n  true\n  ```\n");
        (await _work.SlipwayAsync("run", "night.md", "--yes", "--no-input")).ExitCode.ShouldBe(0);
    }

    private static void Copy(string from, string to)
    {
        foreach (var file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories))
        {
            var copy = Path.Combine(to, Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }
    }
}
