using System.Text.RegularExpressions;
using Slipway.Checklists.Meaning.Commands;

namespace Slipway.Checklists.Meaning.Expectations;

/// <summary>
/// What a person says that a command shows, in the words of an expectation. A quoted text or a status is stronger than what stands
/// beside it; what is not understood adds nothing.
/// </summary>
internal sealed partial class OutputWords
{
    private readonly string _raw;
    private readonly string _text;
    private readonly FenceMeaning _block;
    private readonly Lexicon _lexicon;
    private readonly bool _stated;

    private OutputWords(string raw, string text, FenceMeaning block, Lexicon lexicon, bool stated)
    {
        _stated = stated;
        _raw = raw;
        _text = text;
        _block = block;
        _lexicon = lexicon;
    }

    private bool IsHttp => _block.HttpCalls.Any();

    /// <summary>The expectation; null when nothing of it was understood.</summary>
    /// <param name="raw">The words with their code marks.</param>
    /// <param name="text">The words without mark-up.</param>
    /// <param name="block">The commands that are to show it.</param>
    /// <param name="lexicon">The words of the document's language.</param>
    /// <param name="stated">True when the author said that this is what is expected; a line's own words are weaker.</param>
    public static string? Read(string raw, string text, FenceMeaning block, Lexicon lexicon, bool stated = true) =>
        new OutputWords(raw, text.Trim(), block, lexicon, stated).Read();

    private string? Read() =>
        Json()
        ?? EveryRow()
        ?? Quoted()
        ?? Status()
        ?? Version()
        ?? Listed()
        ?? Paths()
        ?? PortOpen()
        ?? Nothing()
        ?? Numbers()
        ?? Artifact()
        ?? Token()
        ?? Returned();

    /// <summary><c>{"status":"healthy","timestamp":"..."}</c>: the members whose values are given.</summary>
    private string? Json()
    {
        if (
            !_text.Contains('{', StringComparison.Ordinal)
            || Member().Match(_text) is not { Success: true } member
            || member.Groups[1].Value.Contains("...", StringComparison.Ordinal)
        )
        {
            return null;
        }

        return IsHttp
            ? $"status {ProseExpectations.StatusIn(_text[.._text.IndexOf('{', StringComparison.Ordinal)]) ?? "2xx"} and body contains '{member.Value}'"
            : $"stdout contains '{member.Value}'";
    }

    /// <summary><c>All containers "Up" with "healthy" status</c>.</summary>
    private string? EveryRow()
    {
        if (IsHttp || !SaysAll() || !_block.Commands.Any(it => IsListing(it)))
        {
            return null;
        }

        var quoted = QuotedTexts();
        var states = quoted.Count > 0 ? quoted : [.. StateWord().Matches(_text).Select(it => it.Value).Distinct(StringComparer.Ordinal)];
        return states.Count == 0 ? null : "stdout all " + string.Join(" and ", states.Select(it => $"'{Safe(it)}'"));
    }

    /// <summary>"All pods Running"; where it stands further in, only beside a state as the program prints it.</summary>
    private bool SaysAll()
    {
        var words = Words.Of(_text);
        return _lexicon.Begins(words, Concept.All)
            || _lexicon.Says(words, Concept.All)
                && !_lexicon.Says(words, Concept.Absence)
                && (_stated && !_lexicon.WritesTogether ? QuotedTexts().Count > 0 : StateWord().IsMatch(_text));
    }

    private static bool IsListing(MeantCommand command) => command.Meaning.Calls.Any(it => it.Command.Words.Any(IsListingWord));

    private static bool IsListingWord(string word) =>
        word is "ps" or "get" or "list" or "ls" or "status" or "list-units" or "is-active"
        || word.EndsWith(":status", StringComparison.Ordinal)
        || word.EndsWith(":list", StringComparison.Ordinal);

    private string? Quoted()
    {
        var quoted = QuotedTexts();
        return quoted.Count == 0 || IsDenied(quoted[0]) || IsHttp && ProseExpectations.StatusIn(_text) is not null ? null
            : quoted.Count == 1 ? $"{(IsHttp ? "status 2xx and body" : "stdout")} contains '{Safe(quoted[0])}'"
            : $"{(IsHttp ? "status 2xx and body" : "stdout")} contains all of {string.Join(',', quoted.Select(it => $"'{Safe(it)}'"))}";
    }

    /// <summary>"no line with "down"": what is quoted must not be there.</summary>
    private bool IsDenied(string quoted)
    {
        var at = _text.IndexOf(quoted, StringComparison.Ordinal);
        return at > 0 && _lexicon.Says(_text[..at], Concept.Absence);
    }

    private List<string> QuotedTexts()
    {
        // What stands in code marks is one literal, quotes in it included.
        var outside = _raw.Contains('`', StringComparison.Ordinal) ? InCode().Replace(_raw, " ") : _text;
        var found = DoubleQuoted().Matches(outside).Select(it => it.Groups[1].Value).ToList();
        if (found.Count == 0)
        {
            found = [.. InCode().Matches(_raw).Select(it => it.Groups[1].Value).Where(it => !IsNumberOrPath(it))];
        }

        return [.. found.Where(it => it.Length is > 0 and < 200)];
    }

    private static bool IsNumberOrPath(string code) =>
        code.Any(char.IsDigit) && code.All(it => !char.IsLetter(it)) || code.EndsWith('/') || code.StartsWith('/');

    private string? Status()
    {
        var mentions = IsHttp || _block.Commands.Any(it => it.Meaning.Head.Contains("http", StringComparison.OrdinalIgnoreCase));
        if (!mentions || ProseExpectations.StatusIn(_text) is not { } status)
        {
            return null;
        }

        var members = QuotedTexts().Where(it => WholeMember().IsMatch(it));
        return $"status {status}"
            + (TokenWord().IsMatch(_text) ? " and body contains token" : "")
            + string.Concat(members.Select(it => $" and body contains '{Safe(it)}'"));
    }

    private string? Version()
    {
        var asks = _block.Commands.Any(it =>
            it.Meaning.Calls.Any(call => call.Command.Words.Any(word => word is "--version" or "-v" or "-V" or "version" or "-version"))
            || it.Source.Text.Contains("version", StringComparison.OrdinalIgnoreCase) && it.Source.Language == "powershell"
        );
        var compares = _lexicon.SaysAny(Words.Of(_text), Concept.VersionWord, Concept.Newer) || NameAndVersion().IsMatch(_text);
        if (
            !asks && !(compares && (_stated || _lexicon.Says(_text, Concept.Newer) || NameAndVersion().IsMatch(_text)))
            || VersionNumber().Match(_text) is not { Success: true } found
        )
        {
            return null;
        }

        var newer =
            found.Groups["plus"].Success
            || found.Groups["sign"].Success
            || NewerWords().IsMatch(_text)
            || _lexicon.SaysAny(Words.Of(_text), Concept.Newer, Concept.AtLeast);
        return $"stdout version {(newer ? ">=" : "=")} {found.Groups["number"].Value}";
    }

    /// <summary><c>User, Chat, Message tables</c>, <c>vector extension listed</c>: the names are in the output.</summary>
    private string? Listed()
    {
        if (NamesOf().Match(_text) is { Success: true } several && _block.Commands.Any(it => it.Sql.Count > 0 || IsListing(it)))
        {
            var names = several.Groups[1].Value.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
            return names.Length > 1 && names.All(it => NameOnly().IsMatch(it))
                ? $"stdout contains all of {string.Join(',', names.Select(it => $"'{it}'"))}"
                : null;
        }

        return OneListed().Match(_text) is { Success: true } one && !_lexicon.Begins(Words.Of(_text), Concept.All)
            ? $"stdout contains '{one.Groups[1].Value}'"
            : null;
    }

    private string? Paths()
    {
        var made = _lexicon.Says(_text, Concept.Created);
        if (!made || IsHttp)
        {
            return null;
        }

        var piece = _text.Split(',')[0];
        var paths = PathName()
            .Matches(piece)
            .Select(it => it.Value.TrimEnd('.'))
            .Where(it => it.Length > 1 && it.Any(char.IsLetter))
            .ToList();
        return paths.Count == 0 || paths.Exists(it => it.StartsWith('/'))
            ? null
            : $"exit0 and path {string.Join(" or ", paths.Select(it => $"'{it}'"))} exists";
    }

    private string? PortOpen() =>
        PortNumber().Match(_text) is { Success: true } found && _lexicon.SaysAny(Words.Of(_text), Concept.Endpoint, Concept.SuccessState)
            ? $"tcp {found.Groups[1].Value} reachable"
            : null;

    /// <summary>"No matches", "nothing", "empty": a command that looks for something shows nothing.</summary>
    private string? Nothing()
    {
        var words = Words.Of(_text);
        var looks = _block.Commands.Count > 0 && _block.Commands.All(it => it.Meaning.Calls.Any(call => IsSearch(call)));
        return EmptyOutput().IsMatch(_text)
            || looks && (_lexicon.Begins(words, Concept.Absence) || !_stated && _lexicon.Says(words, Concept.Absence))
                ? "stdout empty"
            : _block.IsSql && _block.Commands.Any(it => it.Sql.Any(SqlText.Counts)) && _lexicon.Begins(words, Concept.Absence) ? "value = 0"
            : null;
    }

    private static bool IsSearch(CallMeaning call) =>
        call.Command.Program is "grep" or "egrep" or "rg" or "find" or "ag" or "findstr" or "lsof" or "pgrep"
        || call.Command.Program == "git" && call.Command.Words.Any(it => it is "log" or "grep" or "ls-files" or "diff" or "status");

    private string? Numbers()
    {
        var stated = Asides.Drop(_text, _lexicon);
        var all = Bound.AllIn(stated, _lexicon);
        var bounds = all.Where(it => it.Said && !MetricClauses.IsSustain(it, _lexicon) && !IsLength(it)).ToList();
        var counts = MetricClauses
            .Counts(all)
            .Where(it => !it.Contains("character", StringComparison.Ordinal) && !it.Contains(" chars ", StringComparison.Ordinal))
            .ToList();
        if ((_stated || _block.IsSql) && Bare(all) is { } bare)
        {
            return $"value {(bare with { Sign = "=" }).Words}";
        }

        if (counts.Count > 0 && bounds.All(it => it.Unit.Length == 0) && (_stated || !_lexicon.WritesTogether))
        {
            var failsByItself =
                counts is [var only]
                && (
                    only.StartsWith("count errors", StringComparison.Ordinal)
                    || only.StartsWith("count passed", StringComparison.Ordinal)
                    || only.StartsWith("count failed", StringComparison.Ordinal)
                );
            return (failsByItself ? "exit0 and " : "") + string.Join(" and ", counts);
        }

        return bounds.Count == 0 ? null : string.Join(" and ", bounds.Select(it => Measured(it, bounds.Count > 1)));
    }

    /// <summary>A number and nothing else, its unit aside: that is the value.</summary>
    private static Bound? Bare(IReadOnlyList<Bound> all) =>
        all is [{ Said: false, High: null } only] && only.Before.All(it => !char.IsLetterOrDigit(it)) && Rows().IsMatch(only.After)
            ? only
            : null;

    private static bool IsLength(Bound bound) => Length().IsMatch(bound.After);

    private static string Measured(Bound bound, bool several) =>
        several && bound.Unit == "req/s" ? $"throughput {bound.Words}"
        : several && bound.After.Contains("error rate", StringComparison.OrdinalIgnoreCase) ? $"error rate {bound.Words}"
        : $"value {bound.Words}";

    private string? Artifact() =>
        _stated && _lexicon.Says(_text, Concept.Backup) && _lexicon.Says(_text, Concept.Created) ? "exit0 and artifact exists" : null;

    /// <summary>A single word that the command prints: <c>PONG</c>, <c>OK</c>, <c>active</c>.</summary>
    private string? Token()
    {
        var said = Asides.Drop(_text, _lexicon).Trim().TrimEnd('.');
        return !IsHttp && (SingleToken().IsMatch(said) || _stated && StatedWord().IsMatch(said)) ? $"stdout contains '{said}'" : null;
    }

    private string? Returned() =>
        IsHttp && _lexicon.Says(_text, Concept.Returned) && !_lexicon.Begins(Words.Of(_text), Concept.Absence)
            ? "status 2xx and body non-empty"
            : null;

    private static string Safe(string text) => text.Replace('\'', '’');

    [GeneratedRegex(@"""[\w-]{1,40}""\s?:\s?(""[^""]{1,60}""|[0-9]+|true|false)")]
    private static partial Regex Member();

    [GeneratedRegex(@"[""“”„«「『]\s?([^""“”„«»「」『』]{1,200}?)\s?[""“”»」』]")]
    private static partial Regex DoubleQuoted();

    [GeneratedRegex("`([^`]{1,200})`")]
    private static partial Regex InCode();

    [GeneratedRegex(@"\b(?:healthy|Healthy|running|Running|ready|Ready|Up|up|active|online|Completed|READY|Bound|Synced)\b")]
    private static partial Regex StateWord();

    [GeneratedRegex(@"\btokens?\b|\bJWT\b", RegexOptions.IgnoreCase)]
    private static partial Regex TokenWord();

    [GeneratedRegex(@"(?<sign>[≥>]=?\s*)?\bv?(?<number>[0-9]+(?:\.[0-9]+){0,3})(?:\.x)?(?<plus>\s?\+)?", RegexOptions.ExplicitCapture)]
    private static partial Regex VersionNumber();

    [GeneratedRegex(@"\b(?:or (?:higher|newer|later|above)|at least|minimum|newer)\b", RegexOptions.IgnoreCase)]
    private static partial Regex NewerWords();

    [GeneratedRegex(
        @"^([^()]{3,400}?)\s+(?:tables?|columns?|services?|pods?|containers?|databases?|topics?|queues?|indexes|schemas)\b",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex NamesOf();

    [GeneratedRegex(@"^[\w.-]{1,60}$")]
    private static partial Regex NameOnly();

    [GeneratedRegex(
        @"^([\w.-]{2,60})(?: (?:extension|table|service|pod|plugin|module|container|topic|index|user|role))? (?:is |are )?(?:listed|shown|in the list|appears)\b",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex OneListed();

    [GeneratedRegex(
        @"(?<![\w/])(?:\.{0,2}/)?[\w.-]+(?:/[\w.*-]*)+|(?<![\w/])[\w-]+\.(?:zip|tar|gz|tgz|sql|json|log|txt|xml|html|js|css|jar|war|whl|exe|deb|rpm|dump|bak|csv)\b"
    )]
    private static partial Regex PathName();

    [GeneratedRegex(@"\bport\s+([0-9]{2,5})\b", RegexOptions.IgnoreCase)]
    private static partial Regex PortNumber();

    [GeneratedRegex(@"^(?:no output|empty(?: output)?|nothing|no results?|no matches|\(?empty\)?|no rows)\b", RegexOptions.IgnoreCase)]
    private static partial Regex EmptyOutput();

    [GeneratedRegex(@"^\s*(?:rows?)?[\s.`]*$", RegexOptions.IgnoreCase)]
    private static partial Regex Rows();

    [GeneratedRegex(@"^""[\w-]{1,40}""\s?:")]
    private static partial Regex WholeMember();

    [GeneratedRegex(
        @"\p{L}[\w.#]*\s+v?[0-9]+(?:\.[0-9]+)*\s?\+(?=\s*(?:$|[,.;)]|is\b|installed\b|available\b|on\b|required\b))",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex NameAndVersion();

    [GeneratedRegex(@"^\s*(?:characters?|chars?|digits?|bits?|bytes?)\b", RegexOptions.IgnoreCase)]
    private static partial Regex Length();

    [GeneratedRegex("^[A-Z][A-Za-z0-9_-]{2,30}$")]
    private static partial Regex StatedWord();

    [GeneratedRegex(
        @"^(?:[A-Z][A-Z0-9_-]{1,20}|ok|active|running|pong|true|enabled|healthy|accepting connections|[0-9]{1,3}(?:\.[0-9]{1,3}){3})$"
    )]
    private static partial Regex SingleToken();
}
