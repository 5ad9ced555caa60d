using System.Text.Json;
using Slipway.Kernel;
using Slipway.Runs.Journal;

namespace Slipway.Runs.Tests.Crashing;

/// <summary>Hears what a run says has happened, and says it on: whoever heard it relies on it.</summary>
internal sealed class Witness(TextWriter told) : IRunListener
{
    public void Happened(RunEvent happened, RunState state, DateTimeOffset at)
    {
        told.WriteLine(Line(state.Events, happened));
        told.Flush();
    }

    public void Notice(string text) { }

    /// <summary>The number of an event, and a digest of what it says.</summary>
    public static string Line(long number, RunEvent happened) =>
        $"{number} {Digest.Of(JsonSerializer.Serialize(happened, JournalJson.Options)).Hex[..16]}";
}

/// <summary>One person who is always there, tells the truth about what is in the world, and wants to get on.</summary>
internal sealed class Truthful(string effects) : IPeople
{
    public Task<Reply> AskAsync(Question question, CancellationToken ct) =>
        Task.FromResult<Reply>(
            question.Kind switch
            {
                QuestionKind.Failure => new Reply.GoOn("Anna", "we know"),
                QuestionKind.Unknown when File.Exists(Path.Combine(effects, question.Step.Id.Value)) => new Reply.WasDone("Anna"),
                QuestionKind.Unknown => new Reply.RunAgain("Anna"),
                QuestionKind.Destruction => new Reply.Said("Anna", null, question.Target!, null, "terminal"),
                _ => new Reply.Said("Anna", question.Step.Role, "yes", null, "terminal"),
            }
        );

    public bool Refused(Question question, string why) => throw new InvalidOperationException(why);
}
