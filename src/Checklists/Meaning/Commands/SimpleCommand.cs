using System.Buffers;
using System.Text;

namespace Slipway.Checklists.Meaning.Commands;

/// <summary>One program call within a command line.</summary>
/// <param name="Words">The words, quotes taken away.</param>
/// <param name="WritesTo">Files that its output is redirected to.</param>
/// <param name="Before">The operator before it: empty, <c>|</c>, <c>&amp;&amp;</c>, <c>||</c>, <c>;</c>.</param>
/// <param name="HasInput">True when its input comes from a file, a heredoc, or a pipe.</param>
internal sealed record SimpleCommand(IReadOnlyList<string> Words, IReadOnlyList<string> WritesTo, string Before, bool HasInput)
{
    private static readonly HashSet<string> Keywords = new(
        ["if", "then", "else", "elif", "fi", "do", "done", "while", "until", "!", "{", "}", "(", ")", "esac", "in"],
        StringComparer.Ordinal
    );

    private static readonly SearchValues<char> NameOrPlus = SearchValues.Create(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_+"
    );

    /// <summary>What is assigned before the program, for it alone: <c>NAME=value</c>.</summary>
    public IReadOnlyList<string> Sets { get; init; } = [];

    /// <summary>The program; empty for a line of assignments alone.</summary>
    public string Program => Words.Count > 0 ? Words[0] : "";

    /// <summary>Everything that a command line calls, command substitutions included.</summary>
    public static IReadOnlyList<SimpleCommand> AllIn(string commandLine) => new Reader(commandLine, 0).Read();

    /// <summary>True when an option is given: as it is, with a value behind <c>=</c>, or as a letter of a cluster.</summary>
    public bool Has(string option)
    {
        foreach (var word in Words)
        {
            if (
                word == option
                || option.StartsWith("--", StringComparison.Ordinal)
                    && word.Length > option.Length
                    && word[option.Length] == '='
                    && word.StartsWith(option, StringComparison.Ordinal)
                || option is ['-', var letter] && IsInCluster(letter, word)
            )
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>True for a letter of <c>-xzf</c>.</summary>
    private static bool IsInCluster(char letter, string word) =>
        word.Length > 2
        && word[0] == '-'
        && word[1] != '-'
        && char.IsLetter(letter)
        && word.AsSpan(1).IndexOf(letter) is >= 0 and < 4
        && word.AsSpan(1).IndexOfAny("=/:.") < 0;

    /// <summary>The word behind an option, or null.</summary>
    public string? ValueOf(params ReadOnlySpan<string> options)
    {
        for (var i = 1; i < Words.Count; i++)
        {
            foreach (var option in options)
            {
                if (Words[i] == option && i + 1 < Words.Count)
                {
                    return Words[i + 1];
                }

                if (Words[i].StartsWith(option + "=", StringComparison.Ordinal))
                {
                    return Words[i][(option.Length + 1)..];
                }
            }
        }

        return null;
    }

    /// <summary>True for <c>NAME=value</c>.</summary>
    public static bool IsAssignment(string word)
    {
        var sign = word.IndexOf('=', StringComparison.Ordinal);
        return sign > 0 && (char.IsAsciiLetter(word[0]) || word[0] == '_') && !word.AsSpan(0, sign).ContainsAnyExcept(NameOrPlus);
    }

    /// <summary>Reads a command line once from left to right.</summary>
    private sealed class Reader(string text, int depth)
    {
        private const int Deepest = 4;

        private readonly List<SimpleCommand> _commands = [];
        private readonly List<string> _words = [];
        private readonly List<string> _writesTo = [];
        private readonly List<string> _inner = [];
        private readonly StringBuilder _word = new();
        private bool _inWord;
        private bool _redirects;
        private bool _hasInput;
        private string _before = "";

        public IReadOnlyList<SimpleCommand> Read()
        {
            for (var at = 0; at < text.Length; )
            {
                at += Step(at);
            }

            EndCommand("");
            foreach (var inner in depth < Deepest ? _inner : [])
            {
                _commands.AddRange(new Reader(inner, depth + 1).Read());
            }

            return _commands;
        }

        private int Step(int at)
        {
            switch (text[at])
            {
                case '\\' when at + 1 < text.Length:
                    if (text[at + 1] != '\n')
                    {
                        Put(text[at + 1]);
                    }

                    return 2;
                case '\'':
                case '"':
                    return Quoted(at);
                case '`':
                    return Substitution(at, at + 1, text.IndexOf('`', at + 1));
                case '$' when at + 1 < text.Length && text[at + 1] == '(':
                    return Substitution(at, at + 2, Closing(at + 1));
                case '\n':
                case ';':
                    EndCommand(";");
                    return 1;
                case '|':
                case '&':
                    return Operator(at);
                case '<':
                case '>':
                    return Redirect(at);
                case '(' or ')':
                    EndCommand(";");
                    return 1;
                case ' ' or '\t' or '\r':
                    EndWord();
                    return 1;
                default:
                    Put(text[at]);
                    return 1;
            }
        }

        private void Put(char character)
        {
            _word.Append(character);
            _inWord = true;
        }

        private int Quoted(int at)
        {
            var quote = text[at];
            var end = at + 1;
            while (end < text.Length && text[end] != quote)
            {
                if (quote == '"' && text[end] == '\\' && end + 1 < text.Length && text[end + 1] is '"' or '\\' or '$' or '`')
                {
                    end++;
                }
                else if (quote == '"' && text[end] == '$' && end + 1 < text.Length && text[end + 1] == '(')
                {
                    var close = Closing(end + 1);
                    _inner.Add(text[(end + 2)..close]);
                }

                _word.Append(text[Math.Min(end, text.Length - 1)]);
                end++;
            }

            _inWord = true;
            return end + 1 - at;
        }

        private int Substitution(int at, int from, int to)
        {
            to = to < 0 ? text.Length : to;
            _inner.Add(text[Math.Min(from, to)..to]);
            _word.Append("$(…)");
            _inWord = true;
            return Math.Min(to + 1, text.Length) - at;
        }

        /// <summary>Index of the bracket that closes the one at <paramref name="open"/>, or the end.</summary>
        private int Closing(int open)
        {
            var level = 0;
            for (var at = open; at < text.Length; at++)
            {
                level +=
                    text[at] == '(' ? 1
                    : text[at] == ')' ? -1
                    : 0;
                if (level == 0)
                {
                    return at;
                }
            }

            return text.Length;
        }

        private int Operator(int at)
        {
            var twice = at + 1 < text.Length && text[at + 1] == text[at];
            if (text[at] == '&' && !twice && at + 1 < text.Length && text[at + 1] == '>')
            {
                return 1;
            }

            EndCommand(twice ? new string(text[at], 2) : text[at].ToString());
            return twice ? 2 : 1;
        }

        private int Redirect(int at)
        {
            var end = at;
            while (end < text.Length && text[end] is '<' or '>')
            {
                end++;
            }

            if (text[at] == '<' && IsPlaceholder(at))
            {
                Put('<');
                return 1;
            }

            if (_word.Length == 1 && char.IsAsciiDigit(_word[0]))
            {
                _word.Clear();
                _inWord = false;
            }

            EndWord();
            if (end < text.Length && text[end] == '&')
            {
                end++;
                while (end < text.Length && (char.IsAsciiDigit(text[end]) || text[end] == '-'))
                {
                    end++;
                }

                return end - at;
            }

            _hasInput |= text[at] == '<';
            _redirects = true;
            _writesToNext = text.AsSpan(at, end - at).Contains('>');
            return end - at;
        }

        private bool _writesToNext;

        /// <summary>True for <c>&lt;name&gt;</c>, which is a placeholder and no redirection.</summary>
        private bool IsPlaceholder(int at)
        {
            var close = text.IndexOfAny(['>', '\n', '|', ';'], at + 1);
            return close > at + 1 && text[close] == '>' && char.IsLetter(text[at + 1]) && close - at < 60;
        }

        private void EndWord()
        {
            if (!_inWord)
            {
                return;
            }

            var word = _word.ToString();
            _word.Clear();
            _inWord = false;
            if (_redirects)
            {
                _redirects = false;
                if (_writesToNext)
                {
                    _writesTo.Add(word);
                }
            }
            else if (_words.Count > 0 || !Keywords.Contains(word))
            {
                _words.Add(word);
            }
        }

        private void EndCommand(string operatorBehind)
        {
            EndWord();
            var assignments = _words.FindIndex(it => !IsAssignment(it)) is var first and >= 0 ? first : _words.Count;
            if (_words.Count > 0 || _writesTo.Count > 0)
            {
                string[] words = assignments < _words.Count ? [.. _words[assignments..]] : ["export", .. _words];
                string[] sets = assignments == 0 ? [] : [.. _words[..assignments]];
                string[] writesTo = _writesTo.Count == 0 ? [] : [.. _writesTo];
                _commands.Add(new(words, writesTo, _before, _hasInput || _before is "|") { Sets = sets });
                _before = operatorBehind;
            }

            _words.Clear();
            _writesTo.Clear();
            _redirects = false;
            _hasInput = false;
        }
    }
}
