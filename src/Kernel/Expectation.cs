using System.Globalization;

namespace Slipway.Kernel;

/// <summary>
/// What evidence must show to pass: clauses that must all hold. <see cref="Parse"/> reads the words of the plan's vocabulary,
/// <see cref="ToString"/> writes them back.
/// </summary>
public sealed record Expectation
{
    private Expectation(string text, IReadOnlyList<string> parts)
    {
        Text = text;
        Parts = parts;
        Clauses = [.. parts.Select(ExpectationWords.ReadClause)];
    }

    /// <summary>The words as they were given, blanks outside quotes evened out.</summary>
    public string Text { get; }

    /// <summary>The words of each part; as many as <see cref="Clauses"/>.</summary>
    public IReadOnlyList<string> Parts { get; }

    /// <summary>The parts; at least one.</summary>
    public IReadOnlyList<Clause> Clauses { get; }

    /// <summary>The process ends with 0: what a command without a stated expectation must do.</summary>
    public static Expectation ExitZero { get; } = Parse("exit0");

    /// <summary>True when every part was understood.</summary>
    public bool Understood => Clauses.All(it => it is not Clause.Words);

    /// <summary>True when some part asks for the exit code.</summary>
    public bool SpeaksOfExit => Clauses.Any(it => it is Clause.Exit);

    /// <summary>Reads an expectation. Never fails: what is not understood stays as <see cref="Clause.Words"/>, which nothing meets.</summary>
    public static Expectation Parse(string text)
    {
        var evened = ExpectationWords.Even(text);
        return new(evened, ExpectationWords.Split(evened));
    }

    /// <summary>Holds the facts against every part; the worst part decides. An unseen observation is never a pass.</summary>
    public Judgement Judge(Observation seen) => ClauseJudge.Judge(this, seen);

    /// <summary>Both expectations must hold.</summary>
    public Expectation And(Expectation other) => Parse($"{Text} and {other.Text}");

    /// <summary>The words.</summary>
    public override string ToString() => Text;

    /// <summary>Equal when the words are.</summary>
    public bool Equals(Expectation? other) => other is not null && Text == other.Text;

    /// <inheritdoc/>
    public override int GetHashCode() => string.GetHashCode(Text, StringComparison.Ordinal);
}

/// <summary>The signs of comparison.</summary>
public static class Comparisons
{
    /// <summary>True when <paramref name="left"/> stands in this relation to <paramref name="right"/>; never true of NaN.</summary>
    public static bool Holds(this Comparison comparison, double left, double right) =>
        !double.IsNaN(left)
        && !double.IsNaN(right)
        && comparison switch
        {
            Comparison.Less => left < right,
            Comparison.AtMost => left <= right,
            Comparison.Equal => left == right,
            Comparison.AtLeast => left >= right,
            Comparison.Greater => left > right,
            Comparison.NotEqual => left != right,
            _ => throw new ArgumentOutOfRangeException(nameof(comparison), comparison, "Not a comparison."),
        };

    /// <summary>The sign as it is written.</summary>
    public static string Sign(this Comparison comparison) =>
        comparison switch
        {
            Comparison.Less => "<",
            Comparison.AtMost => "<=",
            Comparison.Equal => "=",
            Comparison.AtLeast => ">=",
            Comparison.Greater => ">",
            Comparison.NotEqual => "!=",
            _ => throw new ArgumentOutOfRangeException(nameof(comparison), comparison, "Not a comparison."),
        };

    /// <summary>Reads a sign; null when it is none.</summary>
    public static Comparison? Read(string sign) =>
        sign switch
        {
            "<" => Comparison.Less,
            "<=" or "≤" => Comparison.AtMost,
            "=" or "==" => Comparison.Equal,
            ">=" or "≥" => Comparison.AtLeast,
            ">" => Comparison.Greater,
            "!=" or "≠" => Comparison.NotEqual,
            _ => null,
        };

    internal static string Number(double number) => number.ToString("0.######", CultureInfo.InvariantCulture);
}
