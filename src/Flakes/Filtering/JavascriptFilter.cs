using System.Text.RegularExpressions;

namespace Slipway.Flakes.Filtering;

/// <summary>Runners of JavaScript: they look for a pattern in the names of suites and test, joined by blanks.</summary>
/// <remarks>Sources: jestjs.io/docs/cli, vitest.dev/guide/cli, playwright.dev/docs/test-cli.</remarks>
internal static partial class JavascriptFilter
{
    public static RunnerFilter Jest(FilterRequest request) => ByName(request, JestName, StringComparer.OrdinalIgnoreCase);

    public static RunnerFilter Vitest(FilterRequest request) => ByName(request, VitestName, StringComparer.Ordinal);

    /// <summary>Playwright looks at project, file, suites, test and tags; the file is part of the name, so files are told apart.</summary>
    public static RunnerFilter Playwright(FilterRequest request)
    {
        var told = new ToldTests(request);
        foreach (var test in request.Tests)
        {
            var name = test.Test.Replace(" › ", " ", StringComparison.Ordinal);
            var file = IsFile(test.Suite) ? test.Suite : test.Suite.Split(" › ").FirstOrDefault(IsFile);
            if (file is null)
            {
                told.Untold(test, "is known without its file, and a name alone may be that of others");
            }
            else
            {
                told.Add(Escaped($"{(file == test.Suite ? file : test.Suite.Replace(" › ", " ", StringComparison.Ordinal))} {name}"));
            }
        }

        return told.With([request.LeavesOut ? "--grep-invert" : "--grep", $"(?:^| )(?:{string.Join('|', told.Names)})(?: @\\S+)*$"]);
    }

    private static RunnerFilter ByName(FilterRequest request, Func<NamedTest, string> nameOf, StringComparer comparer)
    {
        var (told, others) = (new ToldTests(request), request.Others.Select(nameOf).ToHashSet(comparer));
        foreach (var test in request.Tests)
        {
            var name = nameOf(test);
            if (others.Contains(name))
            {
                told.Wide(
                    test,
                    Escaped(name),
                    "shares its name with a test of another file or suite, and the runner cannot tell them apart"
                );
            }
            else
            {
                told.Add(Escaped(name));
            }
        }

        var names = string.Join('|', told.Names);
        return told.With(["-t", request.LeavesOut ? $"^(?!(?:{names})$)" : $"^(?:{names})$"]);
    }

    /// <summary>jest-junit writes the full name into both places; Jest's JSON has the suites apart.</summary>
    private static string JestName(NamedTest test)
    {
        var suite = test.Suite.Replace(" › ", " ", StringComparison.Ordinal);
        return suite.Length == 0 || suite == test.Test || test.Test.StartsWith($"{suite} ", StringComparison.Ordinal)
            ? test.Test
            : $"{suite} {test.Test}";
    }

    /// <summary>Vitest writes the file as the class of JUnit, and the suites before the test.</summary>
    private static string VitestName(NamedTest test)
    {
        var suites = test.Suite.Split(" › ").SkipWhile(IsFile).Where(it => it.Length > 0);
        return string.Join(' ', suites.Append(test.Test.Replace(" > ", " ", StringComparison.Ordinal)));
    }

    private static bool IsFile(string name) => FileName().IsMatch(name);

    /// <summary>For a regular expression of ECMAScript, with or without its flag <c>u</c>.</summary>
    private static string Escaped(string name) =>
        string.Concat(name.Select(it => @"\^$.|?*+()[]{}/".Contains(it, StringComparison.Ordinal) ? $"\\{it}" : $"{it}"));

    [GeneratedRegex(@"\.[cm]?[jt]sx?$", RegexOptions.CultureInvariant)]
    private static partial Regex FileName();
}
