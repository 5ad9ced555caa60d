using Slipway.Cli.Output;
using Slipway.Cli.Terminal.Live;
using Slipway.Cli.Terminal.Talk;
using Slipway.Runs;

namespace Slipway.Cli.Terminal;

/// <summary>Shows a person what is signed, and has it signed with their key.</summary>
internal sealed class SigningDialogue(Host host, RunTalk talk, Dialogue dialogue, Signer signer)
{
    /// <summary>An answer with its signature; the word by name where the person has no key, null when it is not to be signed after all.</summary>
    public async Task<Reply.Said?> SignAsync(Question question, Reply.Said said, CancellationToken ct)
    {
        var word = new PersonsWord(said.By, said.Role, said.Text, host.Clock.GetUtcNow()) { Comment = said.Comment };
        var (given, signed) = await SignAsync(question, SignedStatement.OfAnswer, word, ct);
        return given ? said with { Signed = signed } : null;
    }

    /// <summary>The signature of a person's word, null where they have no key; not given when they do not want to sign it.</summary>
    public async Task<(bool Given, SignedWord? Signed)> SignAsync(Question question, string type, PersonsWord word, CancellationToken ct)
    {
        if (!Signer.HasKey(question.State, word.By))
        {
            return (true, null);
        }

        var statement = SignedStatement.Of(type, question.State, question.Step.Id, word);
        dialogue.Write(new ShownLine(new Piece("    signed is exactly this:", Tone.Faint)));
        dialogue.Write([.. StatementText.Of(statement)]);
        if ((await dialogue.ReadAsync("    sign with your key? [Y/n] ", ct))?.ToLowerInvariant() is not ("" or "y" or "yes"))
        {
            return (false, null);
        }

        switch (await signer.SignAsync(statement, question.State, talk.Lines, ct))
        {
            case Signing.Done done:
                return (true, done.Word);
            case Signing.NoKey none:
                dialogue.Write(new ShownLine(new Piece("    Not signed: ", Tone.Bad), new($"{none.Why}; it stays a word by name")));
                return (true, null);
            case Signing.Unusable broken:
                dialogue.Write(new ShownLine(new Piece("    Not signed: ", Tone.Bad), new(broken.Why)));
                return (false, null);
            default:
                throw new System.Diagnostics.UnreachableException();
        }
    }
}
