using System.Diagnostics;
using System.Runtime.Versioning;
using Slipway.Kernel;

namespace Slipway.Platform.Tests;

[SupportedOSPlatform("linux")]
public sealed class SshKeysTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("slipway-ssh").FullName;

    [Fact(Timeout = 60_000)]
    public async Task what_ssh_keygen_signs_it_verifies_for_that_key_and_these_bytes_only()
    {
        var (ada, bo) = (Made("ada"), Made("bo"));
        var ct = TestContext.Current.CancellationToken;
        var message = "tide"u8.ToArray();

        var (signature, why) = await SshKeys.SignAsync(Path.Combine(_folder, "ada"), message, TimeProvider.System, ct);

        signature.ShouldNotBeNull(why);
        (await SshKeys.VerifiesAsync(ada, message, signature, TimeProvider.System, ct)).ShouldBeTrue();
        (await SshKeys.VerifiesAsync(bo, message, signature, TimeProvider.System, ct)).ShouldBeFalse();
        (await SshKeys.VerifiesAsync(ada, "ebb"u8.ToArray(), signature, TimeProvider.System, ct)).ShouldBeFalse();
        (await SshKeys.VerifiesAsync(ada, message, "nonsense", TimeProvider.System, ct)).ShouldBeFalse();
    }

    [Fact(Timeout = 60_000)]
    public async Task a_key_that_is_not_there_signs_nothing_and_that_is_said()
    {
        var (signature, why) = await SshKeys.SignAsync(
            Path.Combine(_folder, "eve"),
            "tide"u8.ToArray(),
            TimeProvider.System,
            TestContext.Current.CancellationToken
        );

        signature.ShouldBeNull();
        why.ShouldContain("ssh-keygen did not sign");
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private PublicKey Made(string name)
    {
        var file = Path.Combine(_folder, name);
        using var made = Process.Start("ssh-keygen", ["-q", "-t", "ed25519", "-N", "", "-f", file]);
        made.WaitForExit();
        return PublicKey.Read(File.ReadAllText($"{file}.pub")).Key.ShouldNotBeNull();
    }
}
