using Slipway.Runs.Tests.Doubles;
using Slipway.Testing;

namespace Slipway.Runs.Tests.Simulation;

/// <summary>
/// People of a night: they sign late, decline, sign in a role that is not theirs, say words that say nothing, type the wrong
/// name, and go home. Once they are <see cref="AreKind"/> they do what ends the night.
/// </summary>
internal sealed class AnyPeople(List<Entry> entries, Random random) : IPeople
{
    private static readonly string[] Names = ["Anna", "Bela", "Carl", "", "Mallory"];
    private int _left = random.Next(1, 40);

    public required ManualClock Clock { get; set; }

    /// <summary>Everybody is there, and wants to go to bed.</summary>
    public bool AreKind { get; set; }

    /// <summary>A new day: whoever went home is back.</summary>
    public void ComeBack() => _left = random.Next(1, 40);

    public async Task<Reply> AskAsync(Question question, CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        if (!AreKind && (_left-- <= 0 || random.Next(12) == 0))
        {
            return new Reply.Nobody();
        }

        if (random.Next(4) == 0)
        {
            await Task.Delay(TimeSpan.FromMinutes(random.Next(1, 300)), Clock, ct);
        }

        var reply = AreKind ? Kind(question) : Any(question);
        entries.Add(new Entry.Replied(question.Kind, question.Step.Id, reply));
        return reply;
    }

    public bool Refused(Question question, string why) => !AreKind && random.Next(3) != 0;

    private Reply Any(Question question) =>
        random.Next(8) switch
        {
            0 => new Reply.Leave(Name, "not tonight"),
            1 => Rare(question),
            2 or 3 => question.Kind == QuestionKind.Failure ? Rare(question) : Said(question, random.Next(6)),
            _ => Fit(question),
        };

    private Reply Fit(Question question) =>
        question.Kind switch
        {
            QuestionKind.Destruction => new Reply.Said(Name, null, random.Next(3) == 0 ? "yes" : question.Target ?? "", null, "terminal"),
            QuestionKind.Failure => random.Next(3) switch
            {
                0 => new Reply.Waive(Name, Role(question), "known", TimeSpan.FromMinutes(random.Next(-5, 600))),
                1 => new Reply.Retry(Name),
                _ => new Reply.GoOn(Name, "we know"),
            },
            QuestionKind.Unknown => random.Next(2) == 0 ? new Reply.WasDone(Name) : new Reply.RunAgain(Name),
            _ => Said(question, 0),
        };

    private Reply Rare(Question question) =>
        random.Next(9) switch
        {
            0 => new Reply.Empty(Name),
            1 => new Reply.Later(Name),
            2 => new Reply.RollBack(Name, "it burns"),
            3 => new Reply.Stop(Name, "enough"),
            4 => new Reply.GoOn(Name, random.Next(2) == 0 ? "" : "go on"),
            5 => new Reply.Waive(Name, "Intern", "", TimeSpan.FromHours(1)),
            6 => new Reply.WasDone(Name),
            7 => new Reply.RunAgain(Name),
            _ => Said(question, random.Next(6)),
        };

    private Reply.Said Said(Question question, int sense) =>
        new(Name, Role(question), sense is 4 or 5 ? Words[random.Next(Words.Length)] : Yes(question.Step), null, "terminal");

    private static readonly string[] Words = ["no", "NO-GO", "hm", "", "declined", "12"];

    private static string Yes(Step step) => step.Choices.Count > 0 ? step.Choices[0] : "yes";

    private string Name => Names[random.Next(random.Next(4) == 0 ? Names.Length : 1)];

    private string? Role(Question question) =>
        random.Next(5) switch
        {
            0 => "Intern",
            1 => null,
            _ => question.Step.Role,
        };

    private static Reply Kind(Question question) =>
        question.Kind switch
        {
            QuestionKind.Failure => new Reply.Stop("Anna", "enough for tonight"),
            QuestionKind.Unknown => new Reply.WasDone("Anna"),
            QuestionKind.Destruction => new Reply.Said("Anna", null, question.Target ?? "", null, "terminal"),
            _ => new Reply.Said("Anna", question.Step.Role, Yes(question.Step), null, "terminal"),
        };
}
