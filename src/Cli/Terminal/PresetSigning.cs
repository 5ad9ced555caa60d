using Slipway.Checklists;
using Slipway.Runs;

namespace Slipway.Cli.Terminal;

/// <summary>Has what was given with the call signed with the keys that are here; without one it stays a word by name, and that is told.</summary>
internal sealed class PresetSigning(Host host, RunTalk talk, Signer signer)
{
    public async Task<Reply> SignedAsync(Question question, Reply reply, CancellationToken ct)
    {
        var now = host.Clock.GetUtcNow();
        switch (reply)
        {
            case Reply.Said said when question.Kind == QuestionKind.Answer && IsSigned(question.Step):
                return said with
                {
                    Signed = await SignAsync(
                        question,
                        SignedStatement.OfAnswer,
                        new(said.By, said.Role, said.Text, now) { Comment = said.Comment },
                        ct
                    ),
                };
            case Reply.Waive waive:
                return waive with
                {
                    Signed = await SignAsync(
                        question,
                        SignedStatement.OfWaiver,
                        new(waive.By, waive.Role, waive.Reason, now) { Expires = now + waive.ValidFor },
                        ct
                    ),
                };
            case Reply.BreakGlass glass:
                return glass with
                {
                    Signed = await SignAsync(
                        question,
                        SignedStatement.OfGlass,
                        new(glass.By, null, glass.Reason, now) { Expires = now + glass.ValidFor },
                        ct
                    ),
                };
            default:
                return reply;
        }
    }

    /// <summary>Whether an answer is a signature.</summary>
    public static bool IsSigned(Step step) => step.Kind is ItemKind.Signoff or ItemKind.Decision || step.Quorum is not null;

    private async Task<SignedWord?> SignAsync(Question question, string type, PersonsWord word, CancellationToken ct)
    {
        if (!Signer.HasKey(question.State, word.By))
        {
            return null;
        }

        var statement = SignedStatement.Of(type, question.State, question.Step.Id, word);
        switch (await signer.SignAsync(statement, question.State, talk.Lines, ct))
        {
            case Signing.Done done:
                return done.Word;
            case Signing.NoKey when !question.State.Started.KeysAreNeeded:
                return null;
            case Signing.NoKey none:
                talk.Tell($"{question.Step.Where}: {word.By} signs by name only: {none.Why}");
                return null;
            case Signing.Unusable broken:
                talk.Tell($"{question.Step.Where}: {word.By} signs by name only: {broken.Why}");
                return null;
            default:
                throw new System.Diagnostics.UnreachableException();
        }
    }
}
