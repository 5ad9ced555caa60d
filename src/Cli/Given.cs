using Slipway.Checklists;
using Slipway.Cli.Commands;
using Slipway.Cli.Terminal;

namespace Slipway.Cli;

/// <summary>Answers that stand in a file.</summary>
internal static class Given
{
    /// <summary>What goes into the document's places; what of an answer has no place there is told on standard error.</summary>
    public static IReadOnlyList<ItemFilling> Fillings(Host host, string path, Checklist checklist)
    {
        var answers = Read(host, path, checklist);
        foreach (var answer in answers.Where(it => it.NotWritten is not null))
        {
            host.Err.WriteLine($"slipway: line {answer.Line}: {answer.NotWritten}");
        }

        return [.. answers.Select(it => it.Filling)];
    }

    /// <summary>What people said beforehand, for the holds of a run.</summary>
    public static IReadOnlyList<PresetAnswer> Answers(Host host, string path, Checklist checklist) =>
        [
            .. Read(host, path, checklist)
                .Where(it => Said(it) is not null)
                .Select(it => new PresetAnswer($"{it.Line}", Said(it)!, it.By ?? it.Name, it.Reason, "answers")),
        ];

    private static string? Said(Answer answer) =>
        answer.Values.OfType<string>().FirstOrDefault()
        ?? answer.Name
        ?? answer.Date
        ?? answer.Time
        ?? (answer.Tick is { } tick ? (tick ? "yes" : "no") : null);

    private static IReadOnlyList<Answer> Read(Host host, string path, Checklist checklist)
    {
        string text;
        try
        {
            text = File.ReadAllText(host.Full(path));
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            throw new UnusableException($"{path} cannot be read: {unreadable.Message}");
        }

        return AnswersReader
            .Read(text, path, checklist)
            .Match(usable => usable.Answers, unusable => throw new UnusableException([.. unusable.Faults.Select(it => it.ToString())]));
    }
}
