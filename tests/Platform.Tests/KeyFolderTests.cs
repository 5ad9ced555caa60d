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

    [Fact]
    public void a_key_that_is_rotated_signs_its_successor_and_nothing_more()
    {
        using var old = Keys.Create("ada").ShouldBeOfType<FoundKey.Usable>().Key;
        using var next = Keys.Rotate("ada", old, null, At).ShouldBeOfType<FoundKey.Usable>().Key;

        var past = Keys.Past("ada").ShouldHaveSingleItem();
        past.Key.ShouldBe(PublicKey.Of(old.Public));
        past.Until.ShouldBe(At);
        past.Successor!.IsSignedBy(old.Public).ShouldBeTrue();
        System.Text.Encoding.ASCII.GetString(past.Successor.Payload).ShouldBe(next.Public.Pem);
        Keys.PublicOf("ada").ShouldBe(PublicKey.Of(next.Public));
        Keys.Find("ada").ShouldBeOfType<FoundKey.Usable>().Key.Public.ShouldBe(next.Public);
        File.GetUnixFileMode(Keys.PathOf("ada")).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
    }

    [Fact]
    public void a_key_that_is_revoked_is_gone_and_remembered_with_the_reason()
    {
        using var made = Keys.Create("ada").ShouldBeOfType<FoundKey.Usable>().Key;

        Keys.Revoke("ada", "the laptop is lost", At).ShouldBeNull();

        Keys.Find("ada").ShouldBeOfType<FoundKey.Missing>();
        Keys.AllNames().ShouldBe(["ada"]);
        var past = Keys.Past("ada").ShouldHaveSingleItem();
        (past.Reason, past.Until, past.Successor).ShouldBe(("the laptop is lost", At, null));
        Keys.Revoke("ada", "again", At).ShouldNotBeNull();
    }

    [Theory]
    [InlineData("ada", true)]
    [InlineData("ada-lovelace.2", true)]
    [InlineData("../ada", false)]
    [InlineData(".ada", false)]
    [InlineData("ada lovelace", false)]
    [InlineData("", false)]
    public void a_name_of_a_key_is_no_path(string name, bool isOne)
    {
        KeyFolder.IsName(name).ShouldBe(isOne);
    }

    private static DateTimeOffset At { get; } = new(2030, 1, 1, 8, 0, 0, TimeSpan.Zero);

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
