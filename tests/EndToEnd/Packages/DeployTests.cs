using System.Text.Json;
using System.Text.RegularExpressions;
using Slipway.EndToEnd.Guides;
using YamlDotNet.RepresentationModel;

namespace Slipway.EndToEnd.Packages;

/// <summary>What of <c>deploy/</c> can be proved in seconds: bill of materials, action, container file.</summary>
public sealed partial class DeployTests : IDisposable
{
    private readonly Workplace _work = new();

    private static string Deploy(string name) => Path.Combine(Workplace.Repository, "deploy", name);

    [Fact]
    public async Task the_bill_of_materials_names_every_package_that_is_put_in()
    {
        var bill = await BillAsync(Path.Combine(Path.GetDirectoryName(Workplace.Executable)!, "slipway.deps.json"));

        using var lockFile = JsonDocument.Parse(
            await File.ReadAllTextAsync(
                Path.Combine(Workplace.Repository, "src/Cli/packages.lock.json"),
                TestContext.Current.CancellationToken
            )
        );
        var locked = lockFile
            .RootElement.GetProperty("dependencies")
            .GetProperty("net10.0")
            .EnumerateObject()
            .Where(it => it.Value.GetProperty("type").GetString() != "Project" && !IsAnalyzer(it.Name))
            .Select(it => $"{it.Name} {it.Value.GetProperty("resolved").GetString()}");
        var named = bill
            .RootElement.GetProperty("components")
            .EnumerateArray()
            .Select(it => $"{it.GetProperty("name").GetString()} {it.GetProperty("version").GetString()}")
            .ToList();
        named.Count.ShouldBeGreaterThan(6);
        named.Except(locked).ShouldBeEmpty();
        locked.Except(named).Where(it => !InFramework(it)).ShouldBeEmpty();
    }

    [Fact]
    public async Task a_bill_of_materials_has_no_time_and_no_number_of_its_own()
    {
        var deps = Path.Combine(Path.GetDirectoryName(Workplace.Executable)!, "slipway.deps.json");

        var (one, two) = (await BillAsync(deps), await BillAsync(deps));

        one.RootElement.GetRawText().ShouldBe(two.RootElement.GetRawText());
        one.RootElement.TryGetProperty("serialNumber", out _).ShouldBeFalse();
        one.RootElement.GetProperty("metadata").GetProperty("timestamp").GetString().ShouldBe("2030-01-01T00:00:00Z");
        one.RootElement.GetProperty("components")
            .EnumerateArray()
            .ShouldAllBe(it =>
                it.GetProperty("licenses").GetArrayLength() == 1
                && it.GetProperty("hashes")[0].GetProperty("content").GetString()!.Length == 128
            );
    }

    [Fact]
    public async Task a_package_that_was_not_restored_is_no_bill_of_materials()
    {
        _work.With("deps.json", """{ "libraries": { "No.Such.Package/1.0.0": { "type": "package" } }, "targets": { "t": {} } }""");

        await Assert.ThrowsAnyAsync<Exception>(() => BillAsync(_work.In("deps.json")));
    }

    [Fact]
    public void the_action_uses_only_inputs_that_it_declares_and_scripts_that_are_there()
    {
        var text = File.ReadAllText(Deploy("github-action/action.yml"));
        var action = Yaml(text);

        var declared = ((YamlMappingNode)action["inputs"]).Children.Keys.Select(it => it.ToString()).ToList();
        Input().Matches(text).Select(it => it.Groups[1].Value).Distinct().Except(declared).ShouldBeEmpty();
        action["runs"]["using"].ToString().ShouldBe("composite");
        var steps = ((YamlSequenceNode)action["runs"]["steps"]).Cast<YamlMappingNode>().ToList();
        steps.ShouldAllBe(it => it.Children.ContainsKey("uses") != it.Children.ContainsKey("run"));
        // A `run` with an expression in it would run what stands in an input.
        steps
            .Where(it => it.Children.ContainsKey("run") && it["run"].ToString().Contains("${{", StringComparison.Ordinal))
            .ShouldBeEmpty();
        steps
            .Where(it => it.Children.ContainsKey("run"))
            .ShouldAllBe(it => File.Exists(Deploy($"github-action/{Path.GetFileName(it["run"].ToString().Trim('"'))}")));
    }

    [Fact]
    public void the_workflow_in_the_guide_gives_the_action_what_it_asks_for()
    {
        var guide = "docs/guides/installing.md";
        var workflow = Yaml(
            GuideBlock.Of(guide, File.ReadAllText(Path.Combine(Workplace.Repository, guide))).Single(it => it.Language == "yaml").Text
        );
        var inputs = (YamlMappingNode)Yaml(File.ReadAllText(Deploy("github-action/action.yml")))["inputs"];

        var step = ((YamlSequenceNode)workflow["jobs"]["checklist"]["steps"])
            .Cast<YamlMappingNode>()
            .Single(it => it["uses"].ToString().Contains("deploy/github-action@", StringComparison.Ordinal));
        var given = ((YamlMappingNode)step["with"]).Children.Keys.Select(it => it.ToString()).ToList();
        given.Except(inputs.Children.Keys.Select(it => it.ToString())).ShouldBeEmpty();
        inputs
            .Children.Where(it => it.Value["required"].ToString() == "true")
            .Select(it => it.Key.ToString())
            .Except(given)
            .ShouldBeEmpty();
    }

    [Theory]
    [InlineData("lint", 1)]
    [InlineData("plan", 0)]
    [InlineData("rehearse", 1)]
    [InlineData("run", 2)]
    public async Task the_action_hands_on_what_slipway_ended_with(string verb, int code)
    {
        _work.With(
            "list.md",
            "# L\n\n- [ ] **Sees**\n  ```bash\n  test -f nothing-here\n  ```\n\n- [ ] **Follows**\n  ```bash\n  tail -f nothing-here\n  ```\n"
        );

        var ended = await _work.ShellAsync(
            $"SLIPWAY_VERB={verb} SLIPWAY_CHECKLIST=list.md SLIPWAY_ENVIRONMENT= SLIPWAY_FAIL_ON=warning GITHUB_OUTPUT=output {Deploy("github-action/call.sh")}",
            ""
        );

        ended.ExitCode.ShouldBe(code, ended.Out);
        ended.Out.Contains("::warning file=list.md,line=", StringComparison.Ordinal).ShouldBe(verb == "lint", ended.Out);
        (File.Exists(_work.In("output")) ? _work.Text("output") : "").ShouldBe(code == 2 ? "" : $"exit-code={code}\n");
    }

    [Fact]
    public async Task the_action_installs_a_tarball_whose_checksum_fits_and_no_other()
    {
        _work.With(
            "make.sh",
            """
            set -eu
            machine=linux-x64; [ "$(uname -m)" = aarch64 ] && machine=linux-arm64
            name=slipway-1.2.3-$machine
            mkdir -p packages $name
            printf '#!/bin/sh\necho slipway 1.2.3\n' >$name/slipway
            chmod +x $name/slipway
            tar -czf packages/$name.tar.gz $name
            (cd packages && sha256sum *.gz >SHA256SUMS)
            """
        );
        const string call = "SLIPWAY_VERSION=1.2.3 SLIPWAY_PACKAGES=packages RUNNER_TEMP=$PWD/temp GITHUB_PATH=path";
        var install = $"{call} {Deploy("github-action/install.sh")}";

        var fits = await _work.ShellAsync($"bash make.sh && {install}", "");
        var spoilt = await _work.ShellAsync($"echo more >>packages/slipway-1.2.3-*.tar.gz; {install}", "");
        var elsewhere = await _work.ShellAsync($"{call} SLIPWAY_PACKAGES=http://127.0.0.1:9/ {Deploy("github-action/install.sh")}", "");

        fits.ExitCode.ShouldBe(0, fits.Out);
        fits.Out.ShouldContain("slipway 1.2.3");
        _work.Text("path").ShouldContain("/temp/slipway/slipway-1.2.3-linux-");
        spoilt.ExitCode.ShouldBe(2, spoilt.Out);
        spoilt.Out.ShouldContain("is not what SHA256SUMS says");
        elsewhere.Out.ShouldContain("neither a folder nor an https address");
    }

    [Fact]
    public void the_container_file_copies_what_is_made_and_stands_on_a_pinned_base()
    {
        var lines = File.ReadAllLines(Deploy("container/Containerfile"));
        var made = File.ReadAllText(Deploy("package.sh"));

        var bases = lines.Where(it => it.StartsWith("FROM ", StringComparison.Ordinal)).Select(it => it.Split(' ')[1]).ToList();
        bases.Count.ShouldBe(2);
        bases.ShouldAllBe(it => Regex.IsMatch(it, @"^debian:\d+\.\d+-slim$"));
        var sources = lines
            .Where(it => it.StartsWith("COPY packages/", StringComparison.Ordinal))
            .SelectMany(it => it.Split(' ')[1..^1])
            .ToList();
        sources.ShouldBe(["packages/SHA256SUMS", "packages/slipway_${VERSION}_${TARGETARCH}.deb"]);
        made.ShouldContain("slipway_${debian_version}_$architecture.deb");
        File.ReadAllText(Deploy("container/Containerfile.dockerignore")).ShouldBe("*\n!packages\n");
        lines.ShouldContain("USER 10001");
    }

    [Theory]
    [InlineData("--only", "windows")]
    [InlineData("--version", "1.2")]
    [InlineData("--nonsense", "x")]
    public async Task a_call_of_the_packager_that_cannot_be_used_ends_with_2(string option, string value)
    {
        var ended = await _work.ShellAsync($"{Deploy("package.sh")} {option} {value} --output out", "");

        ended.ExitCode.ShouldBe(2, ended.Out);
    }

    public void Dispose() => _work.Dispose();

    private async Task<JsonDocument> BillAsync(string deps)
    {
        await Packed.BashAsync(
            $"SOURCE_DATE_EPOCH=1893456000 {Deploy("sbom.sh")} {deps} \"${{NUGET_PACKAGES:-$HOME/.nuget/packages}}\" 1.2.3 abc tool > {_work.In("bill.json")}"
        );
        return JsonDocument.Parse(_work.Text("bill.json"));
    }

    private static bool IsAnalyzer(string name) => name.Contains("Analyzer", StringComparison.Ordinal);

    /// <summary>A package that .NET or ASP.NET Core brings already is locked, and nothing of it is put in.</summary>
    private static bool InFramework(string package)
    {
        var shared = Path.GetFullPath("../..", Path.GetDirectoryName(typeof(object).Assembly.Location)!);
        return Directory.EnumerateFiles(shared, $"{package.Split(' ')[0]}.dll", SearchOption.AllDirectories).Any();
    }

    private static YamlMappingNode Yaml(string text)
    {
        var stream = new YamlStream();
        stream.Load(new StringReader(text));
        return (YamlMappingNode)stream.Documents.Single().RootNode;
    }

    [GeneratedRegex(@"inputs\.([\w-]+)")]
    private static partial Regex Input();
}
