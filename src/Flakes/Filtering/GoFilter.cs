using System.Text;

namespace Slipway.Flakes.Filtering;

/// <summary>
/// The go tool: a pattern for each level of a name, alternatives between whole names. It holds for every package that is tested, so a
/// test is left out only where no other package is known to have one of its name.
/// </summary>
/// <remarks>Source: pkg.go.dev/cmd/go, "Testing flags" (<c>-run</c>, and <c>-skip</c> from Go 1.20 on).</remarks>
internal static class GoFilter
{
    public static RunnerFilter Write(FilterRequest request)
    {
        var told = new ToldTests(request);
        var packages = request.Tests.Select(it => it.Suite).Where(it => it.Length > 0).Distinct(StringComparer.Ordinal).ToList();
        foreach (var test in request.Tests)
        {
            var pattern = string.Join('/', test.Test.Split('/').Select(it => $"^{Quoted(it)}$"));
            if (request.Others.Any(it => it.Test == test.Test && (request.LeavesOut || packages.Contains(it.Suite))))
            {
                told.Wide(test, pattern, "shares its name with a test of another package, and the pattern holds for all packages");
            }
            else
            {
                told.Add(pattern);
            }
        }

        IEnumerable<string> arguments = [request.LeavesOut ? "-skip" : "-run", string.Join('|', told.Names)];
        return told.With(request.LeavesOut ? arguments : arguments.Concat(packages));
    }

    /// <summary>For a regular expression of Go (RE2); the go tool writes blanks in names as underscores.</summary>
    private static string Quoted(string level)
    {
        var quoted = new StringBuilder(level.Length);
        foreach (var it in level)
        {
            quoted.Append(
                it == ' ' ? "_"
                : @"\.+*?()|[]{}^$".Contains(it, StringComparison.Ordinal) ? $"\\{it}"
                : $"{it}"
            );
        }

        return quoted.ToString();
    }
}
