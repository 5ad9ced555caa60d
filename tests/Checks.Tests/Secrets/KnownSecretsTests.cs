namespace Slipway.Checks.Tests.Secrets;

/// <summary>What its own shape gives away is taken out of a text; what only looks like it stays.</summary>
public sealed class KnownSecretsTests
{
    private const string Body = "MIIEvQIBADANBgkqhkiG9w0BAQEFAASCBKcwggSjAgEAAoIBAQC7VJTUt9Us8cKj";

    [Theory]
    [InlineData("token ghp_q7Zk2LwXp9VtBn4RsYd8HcJf6MgTa3EuWi5o end", "token ghp_***github-token*** end")]
    [InlineData("postgres://shop:Zk2LwXp9VtBn@db.internal/shop", "postgres://shop:***connection-string***@db.internal/shop")]
    [InlineData(
        "Server=db;User Id=shop;Pwd=DJlQXQYjZxgejUai;Encrypt=true",
        "Server=db;User Id=shop;Pwd=***connection-string***;Encrypt=true"
    )]
    [InlineData("amqp://shop:correcthorse@localhost/x", "amqp://shop:***connection-string***@localhost/x")]
    [InlineData("> Authorization: Bearer Zk2LwXp9VtBn4RsYd8Hc\nnext", "> Authorization: Bearer ***authorization-header***\nnext")]
    [InlineData("{\"Authorization\":\"token Zk2LwXp9VtBn4RsYd8Hc\"}", "{\"Authorization\":\"token ***authorization-header***\"}")]
    [InlineData("Set-Cookie: sid=Zk2LwXp9VtBn4RsYd8Hc; Path=/", "Set-Cookie: ***authorization-header***; Path=/")]
    [InlineData(
        $"-----BEGIN PRIVATE KEY-----\n{Body}\nabcd\n-----END PRIVATE KEY-----\nmore",
        "-----BEGIN PRIVATE KEY-----***private-key***-----END PRIVATE KEY-----\nmore"
    )]
    [InlineData($"-----BEGIN PRIVATE KEY-----\\n{Body}\\n and no end.", "-----BEGIN PRIVATE KEY-----***private-key*** and no end.")]
    public void what_its_shape_gives_away_is_hidden(string text, string hidden) => KnownSecrets.Hide(text).ShouldBe(hidden);

    [Theory]
    [InlineData("postgres://shop:$PASSWORD@db.internal/shop")]
    [InlineData("postgres://postgres:postgres@localhost/shop")]
    [InlineData("Authorization: Bearer <token>")]
    [InlineData("Bearer authentication is needed, and authorization comes first")]
    [InlineData("the line -----BEGIN PRIVATE KEY----- begins a key")]
    [InlineData("AKIAIOSFODNN7EXAMPLE")]
    [InlineData("sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08")]
    public void what_hides_nothing_stays_the_same_text(string text) => KnownSecrets.Hide(text).ShouldBeSameAs(text);

    [Fact]
    public void what_goes_on_shows_no_beginning_of_a_token_and_no_line_of_a_key()
    {
        const string Text =
            $"ok\n-----BEGIN PRIVATE KEY-----\n{Body}\n-----END PRIVATE KEY-----\nghp_q7Zk2LwXp9VtBn4RsYd8HcJf6MgTa3EuWi5o\n";
        for (var length = 1; length <= Text.Length; length++)
        {
            var shown = KnownSecrets.HideBegun(Text[..length]);
            shown.ShouldNotContain("q7Zk", Case.Sensitive, $"after {length}");
            shown.Length.ShouldBeLessThan(140);
            shown.ShouldNotContain(Body[..44], Case.Sensitive, $"after {length}");
        }

        KnownSecrets.HideBegun(Text).ShouldEndWith("ghp_***github-token***\n");
    }

    [Fact]
    public void hiding_twice_is_hiding_once()
    {
        var hidden = KnownSecrets.Hide(
            $"Authorization: Bearer Zk2LwXp9VtBn4RsYd8Hc ghp_q7Zk2LwXp9VtBn4RsYd8HcJf6MgTa3EuWi5o postgres://a:Zk2LwXp9VtBn@h/x"
        );

        KnownSecrets.Hide(hidden).ShouldBe(hidden);
    }
}
