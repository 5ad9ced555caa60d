using System.Security.Cryptography;

namespace Slipway.EndToEnd.Packages;

/// <summary>The real packages, installed and run the way people do. Minutes: part of <c>./test --all</c>.</summary>
[Trait("Category", "long")]
public sealed class PackageTests(Packed packed) : IClassFixture<Packed>
{
    private const string Checklist = """
        # Small

        - [ ] **Database answers** <!-- slipway: check=sql sqlite=small.db query="SELECT count(*) FROM t" expect="value = 1" -->
        - [ ] **Said**
          ```bash
          echo said > said
          ```
        """;

    [Fact]
    public void the_same_commit_is_the_same_bytes_in_another_folder_at_another_time()
    {
        var names = Directory.GetFiles(packed.First).Select(it => Path.GetFileName(it)!).Order(StringComparer.Ordinal).ToList();

        names.Count.ShouldBe(9, string.Join('\n', names));
        names.Where(it => Digest(packed.First, it) != Digest(packed.Second, it)).ShouldBeEmpty();
    }

    [Fact]
    public void an_archive_without_git_gives_the_same_tool()
    {
        var tool = Path.GetFileName(Directory.GetFiles(packed.FromArchive, "*.nupkg").Single());

        Digest(packed.FromArchive, tool).ShouldBe(Digest(packed.First, tool));
    }

    [Fact]
    public async Task the_checksums_are_those_of_the_files()
    {
        await Packed.BashAsync($"cd {packed.First} && sha256sum --check --strict SHA256SUMS");
    }

    [Fact]
    public async Task the_tool_installs_and_says_the_commit()
    {
        using var work = new Workplace();

        var said = await Packed.BashAsync(
            $"""
            cd {work.Folder}
            version=$(basename {packed.First}/Slipway.*.nupkg .nupkg | sed 's/^Slipway\.//')
            dotnet tool install Slipway --version "$version" --tool-path tools --add-source {packed.First}
            tools/slipway --version
            tools/slipway help first-checklist | head -n 1
            """
        );

        said.ShouldContain($"+{packed.Commit[..12]}\nA first checklist");
    }

    [Fact]
    public async Task the_tarball_carries_a_checklist_out_where_there_is_no_dotnet()
    {
        using var work = new Workplace().With("list.md", Checklist);

        var said = await Packed.BashAsync(
            $"""
            cd {work.Folder}
            tar -xzf {packed.First}/slipway-*-linux-x64.tar.gz
            sqlite3 small.db 'CREATE TABLE t(a); INSERT INTO t VALUES (1)'
            mkdir -p bin home
            for it in bash setsid cat sed mkdir rm touch ps; do ln -s "$(command -v $it)" bin/; done
            env -i PATH=$PWD/bin HOME=$PWD/home $(echo $PWD/slipway-*-linux-x64/slipway) run list.md --yes --no-input
            """
        );

        said.ShouldContain("GO: Every gate is open.");
        work.Text("said").ShouldBe("said\n");
        (await File.ReadAllTextAsync(Path.Combine(work.Run, "report.html"), TestContext.Current.CancellationToken)).ShouldContain(
            "Every gate is open"
        );
        Directory.GetFiles(Directory.GetDirectories(work.Folder, "slipway-*").Single() + "/completions").Length.ShouldBe(4);
        Directory
            .GetFiles(Directory.GetDirectories(work.Folder, "slipway-*").Single() + "/man", "slipway*.1")
            .Length.ShouldBeGreaterThan(8);
    }

    [Fact]
    public async Task the_other_machine_gets_an_executable_of_its_own()
    {
        var said = await Packed.BashAsync(
            $"od -An -tx1 -j18 -N2 <(tar -xzOf {packed.First}/slipway-*-linux-arm64.tar.gz --wildcards '*/slipway' 2>/dev/null)"
        );

        // e_machine of ELF: 183 is AArch64.
        said.Trim().ShouldBe("b7 00");
    }

    [Fact]
    public async Task the_debian_package_is_in_order_and_puts_everything_where_the_system_looks()
    {
        var said = await Packed.BashAsync(
            $"""
            dpkg-deb --info {packed.First}/slipway_*_amd64.deb
            dpkg-deb --contents {packed.First}/slipway_*_amd64.deb
            """
        );
        foreach (
            var path in (string[])
                [
                    "root/root",
                    "./usr/bin/slipway",
                    "./usr/share/bash-completion/completions/slipway",
                    "./usr/share/zsh/vendor-completions/_slipway",
                    "./usr/share/fish/vendor_completions.d/slipway.fish",
                    "./usr/share/man/man1/slipway-run.1.gz",
                    "./usr/share/doc/slipway/copyright",
                    "Depends: bash (>= 4.4), util-linux (>= 2.25), libc6",
                ]
        )
        {
            said.ShouldContain(path);
        }

        // One executable that brings its runtime along is what this package is; who maintains it is for the publisher to say.
        var errors = await Packed.BashAsync(
            $"lintian --tag-display-limit 0 --fail-on none {packed.First}/slipway_*_amd64.deb 2>/dev/null | grep '^E:' | grep -v -E 'embedded-library|unstripped-binary-or-object|statically-linked-binary|bogus-mail-host' || true"
        );
        errors.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("linux-x64")]
    [InlineData("linux-arm64")]
    public async Task the_bill_of_materials_names_the_runtime_and_every_package(string machine)
    {
        var names = await Packed.BashAsync(
            $"jq -r '.components[] | \"\\(.name) \\(.hashes[0].content | length) \\(.licenses | length)\"' {packed.First}/slipway-*-{machine}.cdx.json"
        );

        names.ShouldContain($"Microsoft.NETCore.App.Runtime.{machine} 128 1\n");
        names.ShouldContain($"Microsoft.AspNetCore.App.Runtime.{machine} 128 1\n");
        names.ShouldContain("Markdig 128 1\n");
    }

    private static string Digest(string folder, string name)
    {
        using var file = File.OpenRead(Path.Combine(folder, name));
        return Convert.ToHexStringLower(SHA256.HashData(file));
    }
}
