using System.Text.RegularExpressions;

namespace Slipway.Flakes.Filtering;

/// <summary>
/// pytest: node ids, which begin with a file, so the file has to be there. What is deselected is everything whose id begins so;
/// a test is left out only where no other function of its file does.
/// </summary>
/// <remarks>Source: docs.pytest.org, "How to invoke pytest" and <c>--deselect</c>.</remarks>
internal static class PytestFilter
{
    public static RunnerFilter Write(FilterRequest request)
    {
        var told = new ToldTests(request);
        foreach (var test in request.Tests)
        {
            if (Place(test.Suite, request.TextOf) is not { } place)
            {
                told.Untold(test, "is of a module whose file is not here: run this in the folder from which pytest is run");
                continue;
            }

            var id = string.Join("::", [place.File, .. place.Classes, test.Test]);
            if (request.LeavesOut && Longer(place.Text, test.Test) is { } other)
            {
                told.Untold(test, $"is the beginning of {other}, which pytest would leave out too");
            }
            else
            {
                told.Add(id);
            }
        }

        return told.With(request.LeavesOut ? told.Names.Select(it => $"--deselect={it}") : told.Names);
    }

    /// <summary>The file of a dotted name: its longest beginning that is one; the rest are classes. A path is taken as it is.</summary>
    private static (string File, IReadOnlyList<string> Classes, string Text)? Place(string suite, Func<string, string?> textOf)
    {
        if (suite.EndsWith(".py", StringComparison.Ordinal))
        {
            return textOf(suite) is { } own ? (suite, [], own) : null;
        }

        var parts = suite.Split('.');
        for (var count = parts.Length; count > 0; count--)
        {
            var file = $"{string.Join('/', parts[..count])}.py";
            if (parts[..count].All(it => it.Length > 0) && textOf(file) is { } text)
            {
                return (file, parts[count..], text);
            }
        }

        return null;
    }

    /// <summary>A function of the file whose name begins with that of the test and goes on; an id that ends in a bracket is whole.</summary>
    private static string? Longer(string text, string test) =>
        !test.EndsWith(']')
        && Regex.Match(text, $@"\bdef\s+({Regex.Escape(test)}\w+)", RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1))
            is { Success: true } found
            ? found.Groups[1].Value
            : null;
}
