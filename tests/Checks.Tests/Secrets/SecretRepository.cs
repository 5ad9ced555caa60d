using System.Diagnostics;
using System.IO.Compression;
using System.Runtime.Versioning;
using System.Text;
using Slipway.Testing;

namespace Slipway.Checks.Tests.Secrets;

/// <summary>Repositories of the real git for all tests of the check; what is planted in them is drawn by chance.</summary>
[SupportedOSPlatform("linux")]
public sealed class SecretRepository : IDisposable
{
    /// <summary>Makes them.</summary>
    public SecretRepository()
    {
        Folder.Write("clean/readme.md", "The password is in the vault.\n");
        Git("clean", "init -q -b main", "add .", "commit -q -m one", "tag -a v1 -m first");
        Folder.Write("empty/x", "");
        Git("empty", "init -q -b main");
        Program("slow/git", "exec sleep 300");
        Program("flood/git", "head -c 30000000 /dev/urandom");
        Leaky();
        Hidden();
        Torn();
        Folder.Write("large/dump.sql", $"{Drawn("ghp_{b62:36}", 16)}\n{new string('\n', 2_000_000)}");
        Folder.Write("large/small.txt", "1");
        Git("large", "init -q -b main", "add .", "commit -q -m one");
        Git(
            ".",
            "clone -q --depth 1 file://" + Folder["leaky"] + " shallow",
            "clone -q --no-local --filter=blob:none --no-checkout file://" + Folder["leaky"] + " partial"
        );
    }

    /// <summary>Where they lie.</summary>
    public TempFolder Folder { get; } = new();

    /// <summary>A token that the first commit of <c>leaky</c> holds in line 2 of <c>conf.ini</c> and the second takes away.</summary>
    public string Removed { get; } = Drawn("ghp_{b62:36}");

    /// <summary>A token in the message of a commit.</summary>
    public string Said { get; } = Drawn("glpat-{b64u:20}", 3);

    /// <summary>One of the values that match a token of the corpus.</summary>
    public static string Drawn(string token, int seed = 2) => SecretCorpus.OneOf(token, seed);

    /// <summary>Carries out git commands in a folder below.</summary>
    public void Git(string below, params string[] commands)
    {
        foreach (var command in commands)
        {
            using var git = Process.Start(
                new ProcessStartInfo(
                    "git",
                    $"-c user.name=t -c user.email=t@example.org -c commit.gpgsign=false -c uploadpack.allowFilter=true {command}"
                )
                {
                    WorkingDirectory = Folder[below],
                    RedirectStandardError = true,
                    UseShellExecute = false,
                }
            )!;
            var error = git.StandardError.ReadToEnd();
            git.WaitForExit();
            git.ExitCode.ShouldBe(0, $"{command}: {error}");
        }
    }

    /// <inheritdoc/>
    public void Dispose() => Folder.Dispose();

    private void Program(string name, string line) => Folder.WriteProgram(name, line);

    private void Leaky()
    {
        Folder.Write("leaky/conf.ini", $"[service]\ntoken = {Removed}\n");
        Git("leaky", "init -q -b main", "add .", "commit -q -m one");
        Folder.Write("leaky/conf.ini", "[service]\ntoken = ${TOKEN}\n");
        Git("leaky", "add .", "commit -q -m two", $"commit -q --allow-empty -m {Said}", "tag after");
    }

    /// <summary>A stash, a file that only a merge brought, a message of a tag, what is not text, and UTF-16.</summary>
    private void Hidden()
    {
        var folder = Path.Combine(Folder.Path, "hidden");
        Folder.Write("hidden/a.txt", "1\n");
        File.WriteAllText(Path.Combine(folder, "wide.txt"), $"api_key = {Drawn("{b62:32}", 11)}\n", Encoding.Unicode);
        File.WriteAllBytes(Path.Combine(folder, "program.bin"), [0, 1, 2, 0, .. Encoding.ASCII.GetBytes(Drawn(" ghp_{b62:36} ", 12)), 0]);
        File.WriteAllBytes(Path.Combine(folder, "identity.p12"), [0x30, 0x82, 0, .. new byte[200]]);
        Folder.Write("hidden/large.bin", "version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 1\n");
        Git(
            "hidden",
            "init -q -b main",
            "add .",
            "commit -q -m one",
            "checkout -q -b side",
            "commit -q --allow-empty -m side",
            "checkout -q main"
        );
        Git("hidden", "commit -q --allow-empty -m two", "merge -q --no-ff --no-commit side");
        Folder.Write("hidden/merged.env", $"API_SECRET={Drawn("{b62:32}", 13)}\n");
        Git("hidden", "add .", "commit -q -m merged", "rm -q --cached merged.env", "commit -q -m gone");
        Folder.Write("hidden/stashed.txt", Drawn("ghp_{b62:36}", 14));
        Git("hidden", "add stashed.txt", "stash push -q", $"tag -a v1 -m {Drawn("ghp_{b62:36}", 15)}");
    }

    private void Torn()
    {
        Folder.Write("torn/a.txt", "some text\n");
        Git("torn", "init -q -b main", "add .", "commit -q -m one");
        var objects = new DirectoryInfo(Folder["torn/.git/objects"]);
        var file = objects.EnumerateFiles("*", SearchOption.AllDirectories).Single(it => IsBlob(it.FullName));
        file.Delete();
    }

    /// <summary>An object is packed by zlib, and begins with its type.</summary>
    private static bool IsBlob(string path)
    {
        using var unpacked = new ZLibStream(File.OpenRead(path), CompressionMode.Decompress);
        return unpacked.ReadByte() == 'b';
    }
}
