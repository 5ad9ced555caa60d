using Slipway.Flakes.Owning;

namespace Slipway.Flakes;

/// <summary>Who owns a file, by CODEOWNERS.</summary>
/// <param name="Owners">The owners; empty where the line that counts names none.</param>
/// <param name="Line">The line that counts; the first is 1.</param>
public sealed record FileOwners(IReadOnlyList<string> Owners, int Line);

/// <summary>
/// A CODEOWNERS file as GitHub reads it: of the lines that fit a path the last one counts, and a line that is not understood is
/// passed over. Sections, negation and ranges of characters are not understood.
/// </summary>
/// <remarks>Source: docs.github.com, "About code owners".</remarks>
public sealed class CodeOwners
{
    /// <summary>Characters; GitHub does not load a longer file.</summary>
    public const int Longest = 3 * 1024 * 1024;

    private readonly List<OwnerRule> _rules = [];

    private CodeOwners(IReadOnlyList<int> passedOver)
    {
        PassedOver = passedOver;
    }

    /// <summary>Where the file may stand in a repository, the first that is there counts.</summary>
    public static IReadOnlyList<string> Places { get; } = [".github/CODEOWNERS", "CODEOWNERS", "docs/CODEOWNERS"];

    /// <summary>Lines that are not understood.</summary>
    public IReadOnlyList<int> PassedOver { get; }

    /// <summary>Reads a file; null when it is too long.</summary>
    public static CodeOwners? Read(string text)
    {
        if (text.Length > Longest)
        {
            return null;
        }

        var (rules, passedOver, number) = (new List<OwnerRule>(), new List<int>(), 0);
        foreach (var line in text.TrimStart('\uFEFF').Split('\n'))
        {
            number++;
            if (OwnerLine.IsEmpty(line))
            {
                continue;
            }

            if (OwnerLine.Read(line, number) is { } rule)
            {
                rules.Add(rule);
            }
            else
            {
                passedOver.Add(number);
            }
        }

        var owners = new CodeOwners(passedOver);
        owners._rules.AddRange(rules);
        return owners;
    }

    /// <summary>Who owns a file; null when no line fits.</summary>
    /// <param name="path">From the root of the repository, with slashes, without one at the beginning.</param>
    public FileOwners? Of(string path)
    {
        var parts = path.Split('/');
        for (var at = _rules.Count - 1; at >= 0; at--)
        {
            if (_rules[at].Pattern.Fits(parts))
            {
                return new(_rules[at].Owners, _rules[at].Line);
            }
        }

        return null;
    }
}
