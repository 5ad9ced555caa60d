using System.Globalization;

namespace Slipway.Flakes.Moving;

/// <summary>The words of a name, however it is written.</summary>
internal static class TestWords
{
    /// <summary>Twice the words in common over all words, from which on two names are alike.</summary>
    private const double Enough = 0.75;

    private static readonly HashSet<string> Contrary =
    [
        "not",
        "no",
        "never",
        "without",
        "dont",
        "doesnt",
        "isnt",
        "cannot",
        "un",
        "non",
        "invalid",
        "valid",
        "missing",
        "empty",
        "null",
        "true",
        "false",
        "fails",
        "passes",
        "first",
        "last",
        "before",
        "after",
        "max",
        "min",
        "one",
        "two",
        "three",
    ];

    /// <summary>Lower-case words: parted by what is no letter or digit, by a capital behind a small letter, and at digits.</summary>
    public static IReadOnlyList<string> Of(string name)
    {
        var (words, from) = (new List<string>(), 0);
        for (var at = 1; at <= name.Length; at++)
        {
            if (at == name.Length || KindOf(name[at - 1]) != KindOf(name[at]) && !(char.IsUpper(name[at - 1]) && char.IsLower(name[at])))
            {
                Add(words, name[from..at]);
                from = at;
            }
        }

        return words;
    }

    /// <summary>The last part of a dotted name or of a path.</summary>
    public static string Last(string suite) => suite.Split('.', '/', '\\', '+', '$', '›')[^1].Trim();

    /// <summary>What two names have in common, in words; null where that is not enough, or where they differ in a word that turns the sense.</summary>
    public static string? Alike(string one, string other)
    {
        var (old, now) = (Of(one), Of(other));
        var (left, came) = (Without(old, now), Without(now, old));
        if (left.Concat(came).Any(it => char.IsDigit(it[0]) || Contrary.Contains(it)))
        {
            return null;
        }

        var common = old.Count - left.Count;
        return common > 0 && 2.0 * common / (old.Count + now.Count) >= Enough
            ? string.Create(CultureInfo.InvariantCulture, $"{common} of {Math.Max(old.Count, now.Count)} words of their names are the same")
            : null;
    }

    /// <summary>Words without those of another name, each as often as it stands there.</summary>
    private static List<string> Without(IReadOnlyList<string> words, IReadOnlyList<string> other)
    {
        var left = words.ToList();
        foreach (var it in other)
        {
            left.Remove(it);
        }

        return left;
    }

    private static void Add(List<string> words, string word)
    {
        if (char.IsLetterOrDigit(word[0]))
        {
            words.Add(word.ToLowerInvariant());
        }
    }

    private static int KindOf(char it) =>
        char.IsDigit(it) ? 1
        : char.IsUpper(it) ? 2
        : char.IsLetter(it) ? 3
        : 0;
}
