using System.Runtime.Versioning;
using Slipway.Kernel;

namespace Slipway.Platform.Tests;

[SupportedOSPlatform("linux")]
public sealed class KeyFolderTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("slipway-keys").FullName;

    private KeyFolder Keys => new(Path.Combine(_folder, "keys"));

    [Fact]
    public void a_key_is_made_once_for_its_owner_only_and_found_again()
    {
        using var made = Keys.FindOrCreate("installation").ShouldBeOfType<FoundKey.Usable>().Key;
        using var found = Keys.FindOrCreate("installation").ShouldBeOfType<FoundKey.Usable>().Key;

        found.Public.ShouldBe(made.Public);
        File.GetUnixFileMode(Keys.PathOf("installation")).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
        VerifyingKey.Read(File.ReadAllText(Path.Combine(_folder, "keys", "installation.pub"))).Key.ShouldBe(made.Public);
    }

    [Fact]
    public async Task of_many_that_make_it_at_once_all_have_the_same()
    {
        var keys = await Task.WhenAll(
            Enumerable.Range(0, 8).Select(_ => Task.Run(() => ((FoundKey.Usable)Keys.FindOrCreate("installation")).Key.Public))
        );

        keys.Distinct().ShouldHaveSingleItem();
    }

    [Fact]
    public void a_key_that_others_can_read_is_not_used()
    {
        Keys.Create("ada");
        File.SetUnixFileMode(Keys.PathOf("ada"), UnixFileMode.UserRead | UnixFileMode.OtherRead);

        Keys.Find("ada").ShouldBeOfType<FoundKey.Unusable>().Why.ShouldContain("chmod 600");
    }

    [Fact]
    public void an_encrypted_key_asks_for_its_passphrase()
    {
        Keys.Create("ada", "tide");

        Keys.Find("ada").ShouldBeOfType<FoundKey.NeedsPassphrase>();
        Keys.Find("ada", "ebb").ShouldBeOfType<FoundKey.Unusable>().Why.ShouldContain("its passphrase is another one");
        Keys.Find("ada", "tide").ShouldBeOfType<FoundKey.Usable>();
    }

    [Fact]
    public void no_key_is_made_over_another_one_and_what_cannot_be_made_is_said()
    {
        Keys.Create("ada");

        Keys.Create("ada").ShouldBeOfType<FoundKey.Unusable>().Why.ShouldContain("cannot be made");
        Keys.Find("bob").ShouldBeOfType<FoundKey.Missing>();
        File.WriteAllText(Keys.PathOf("eve"), "nonsense");
        File.SetUnixFileMode(Keys.PathOf("eve"), UnixFileMode.UserRead);
        Keys.Find("eve").ShouldBeOfType<FoundKey.Unusable>().Why.ShouldContain("no private key");
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
