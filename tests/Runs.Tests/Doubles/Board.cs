using Slipway.Kernel;

namespace Slipway.Runs.Tests.Doubles;

/// <summary>People with keys, and a run at whose second line they sign.</summary>
internal sealed class Board : IDisposable
{
    private readonly Dictionary<string, SigningKey> _keys = new(StringComparer.Ordinal);

    /// <summary>The people: three leads, the author and the operator, who are leads too, one of QA, and one who stands in for Ada.</summary>
    public IReadOnlyList<Signatory> People =>
        [
            Person("Ada", "Lead"),
            Person("Bo", "Lead"),
            Person("Fay", "Lead"),
            Person("Cy", "Lead") with
            {
                Also = ["cy@example.org"],
            },
            Person("Olga", "Lead"),
            Person("Di", "QA") with
            {
                Permissions = ["break-glass"],
            },
            Person("Eve", "QA") with
            {
                Permissions = ["break-glass"],
            },
        ];

    public SigningKey KeyOf(string name) => _keys.TryGetValue(name, out var known) ? known : _keys[name] = SigningKey.Create();

    /// <summary>Line 1 failed and is gone on from; line 2 asks for these people.</summary>
    public Story Asked(Quorum? quorum, bool byKey = true, string? author = "Cy B. <cy@example.org>", Func<Step, Step>? shape = null)
    {
        var story = Begun(quorum, byKey, author, shape);
        return story.Do(new RunCommand.OpenHold(Steps.Id(2), "Who approves?"));
    }

    /// <summary>The same before line 2 is asked; it may be given another shape.</summary>
    public Story Begun(Quorum? quorum, bool byKey = true, string? author = "Cy B. <cy@example.org>", Func<Step, Step>? shape = null) =>
        new Story(
            Story.Start(Steps.Reads(1), (shape?.Invoke(Steps.Signoff(2)) ?? Steps.Signoff(2)) with { Quorum = quorum }) with
            {
                People = People,
                NamesAreEnough = !byKey,
                KeysAreNeeded = byKey,
                Author = author,
            }
        )
            .Made(1, Verdict.Fail)
            .Accepted(1);

    /// <summary>An answer to line 2 as the person would sign it now.</summary>
    public RunCommand.Answer Signed(Story story, string by, string said = "Approved", string? keyOf = null)
    {
        var answer = new RunCommand.Answer(Steps.Id(2), by, null, said, null, "terminal");
        return answer with { Signed = Word(story, SignedStatement.OfAnswer, new(by, null, said, story.Now), keyOf) };
    }

    public RunCommand.BreakGlass Glass(Story story, string by, string? keyOf = null)
    {
        var until = story.Now + TimeSpan.FromHours(2);
        return new(Steps.Id(2), by, "the shop is down", until)
        {
            Signed = Word(story, SignedStatement.OfGlass, new(by, null, "the shop is down", story.Now) { Expires = until }, keyOf),
        };
    }

    public RunCommand.Waive Waiver(Story story, int line, string by)
    {
        var until = story.Now + TimeSpan.FromHours(2);
        var statement = SignedStatement.Of(
            SignedStatement.OfWaiver,
            story.State,
            Steps.Id(line),
            new(by, null, "known", story.Now) { Expires = until }
        );
        return new(Steps.Id(line), by, null, "known", until) { Signed = SignedWord.Sign(statement, KeyOf(by), story.State) };
    }

    public void Dispose()
    {
        foreach (var key in _keys.Values)
        {
            key.Dispose();
        }
    }

    private SignedWord Word(Story story, string type, PersonsWord word, string? keyOf) =>
        SignedWord.Sign(SignedStatement.Of(type, story.State, Steps.Id(2), word), KeyOf(keyOf ?? word.By), story.State);

    private Signatory Person(string name, params string[] roles)
    {
        var key = PublicKey.Of(KeyOf(name).Public);
        return new(name, roles) { Keys = [new(key.Id, key.Kind, key.Text)] };
    }
}
