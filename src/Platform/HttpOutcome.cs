using System.Diagnostics;

namespace Slipway.Platform;

/// <summary>How asking over HTTP ended.</summary>
public abstract record HttpOutcome
{
    private HttpOutcome() { }

    /// <summary>An answer came, whatever it says.</summary>
    public sealed record Answer : HttpOutcome
    {
        /// <summary>HTTP status, 100 to 599.</summary>
        public required int Status { get; init; }

        /// <summary>Headers; several values of one name are joined with ", ".</summary>
        public required IReadOnlyDictionary<string, string> Headers { get; init; }

        /// <summary>The values of <c>Set-Cookie</c>, apart: they hold commas of their own.</summary>
        public IReadOnlyList<string> SetCookies { get; init; } = [];

        /// <summary>The body as text, in the character set that it names (UTF-8 otherwise).</summary>
        public required string Body { get; init; }

        /// <summary>Whether the body was longer than was asked for.</summary>
        public required bool Truncated { get; init; }

        /// <summary>Where the answer came from, after redirects.</summary>
        public required Uri Url { get; init; }

        /// <summary>Time from the question to the last byte that was read.</summary>
        public required TimeSpan Took { get; init; }
    }

    /// <summary>No answer, or not a whole one: refused, unknown name, TLS, timeout, broken off, too many redirects.</summary>
    /// <param name="Why">For a person; holds no header and no body.</param>
    public sealed record NoAnswer(string Why) : HttpOutcome;

    /// <summary>One answer for each case.</summary>
    public T Match<T>(Func<Answer, T> answer, Func<NoAnswer, T> noAnswer) =>
        this switch
        {
            Answer it => answer(it),
            NoAnswer it => noAnswer(it),
            _ => throw new UnreachableException(),
        };
}
