namespace Slipway.Kernel.Tests;

public sealed class PublicKeyTests
{
    private const string Blob = "AAAAC3NzaC1lZDI1NTE5AAAAIF7pkbBMDmuijAdH1BoA6/ifoLn6ivcYCvaMbLtdkwtS";

    [Fact]
    public void a_key_of_ours_is_read_from_pem_and_verifies()
    {
        using var key = SigningKey.Create();
        var read = PublicKey.Read(key.Public.Pem).Key.ShouldNotBeNull();

        read.ShouldBe(PublicKey.Of(key.Public));
        read.Verifies("tide"u8, key.Sign("tide"u8)).ShouldBeTrue();
        read.Verifies("ebb"u8, key.Sign("tide"u8)).ShouldBeFalse();
    }

    [Fact]
    public void a_line_of_openssh_is_read_without_its_comment_and_known_as_openssh_knows_it()
    {
        var read = PublicKey.Read($"ssh-ed25519 {Blob} ada@laptop\n").Key.ShouldNotBeNull();

        read.Kind.ShouldBe(PublicKey.Ssh);
        read.Text.ShouldBe($"ssh-ed25519 {Blob}");
        read.Id.ShouldStartWith("SHA256:");
        read.Verifies("tide"u8, [1, 2, 3]).ShouldBeFalse();
    }

    [Theory]
    [InlineData("")]
    [InlineData("ada")]
    [InlineData("ssh-ed25519")]
    [InlineData("ssh-ed25519 AAAA")]
    [InlineData("ssh-rsa " + Blob)]
    [InlineData("cert-authority ssh-ed25519 " + Blob)]
    [InlineData("ssh-dss " + Blob)]
    public void what_is_no_key_is_refused_with_a_reason(string text)
    {
        var (key, why) = PublicKey.Read(text);

        key.ShouldBeNull();
        why.ShouldNotBeEmpty();
    }

    [Fact]
    public void a_private_key_is_refused_as_one()
    {
        using var key = SigningKey.Create();

        PublicKey.Read(key.WritePem(null)).Why.ShouldContain("private key");
    }
}
