using System.Text;

namespace Slipway.Flakes.Filtering;

/// <summary>Maven and Gradle: classes and methods.</summary>
/// <remarks>
/// Sources: maven.apache.org/surefire/maven-surefire-plugin/examples/single-test.html, docs.gradle.org/current/userguide/java_testing.html
/// ("Test filtering"). Gradle leaves tests out only by its build; an init script does so without a change of the build.
/// </remarks>
internal static class JvmFilter
{
    public static RunnerFilter Maven(FilterRequest request)
    {
        var told = Methods(request, '#');
        var names = told.Names.Select(it => request.LeavesOut ? $"!{it}" : it);
        return told.With([$"-Dtest={string.Join(',', names)}", "-Dsurefire.failIfNoSpecifiedTests=false"]);
    }

    public static RunnerFilter Gradle(FilterRequest request)
    {
        var told = Methods(request, '.');
        return request.LeavesOut ? told.With([], Script(told.Names)) : told.With(told.Names.SelectMany(it => (string[])["--tests", it]));
    }

    private static string Script(IReadOnlyList<string> names)
    {
        var script = new StringBuilder("allprojects {\n    tasks.withType(Test).configureEach {\n        filter {\n");
        foreach (var name in names)
        {
            script.Append(System.Globalization.CultureInfo.InvariantCulture, $"            excludeTestsMatching '{name}'\n");
        }

        return script.Append("        }\n    }\n}\n").ToString();
    }

    private static ToldTests Methods(FilterRequest request, char joint)
    {
        var told = new ToldTests(request);
        foreach (var test in request.Tests)
        {
            var name = test.Test.EndsWith("()", StringComparison.Ordinal) ? test.Test[..^2] : test.Test;
            var method = name.Split('(', '[')[0].TrimEnd();
            if (!IsName(test.Suite, mayHavePackages: true) || !IsName(method, mayHavePackages: false))
            {
                told.Untold(test, "has a display name of its own: what its class and method are called is not in its report");
            }
            else if (method != name)
            {
                told.Wide(
                    test,
                    $"{test.Suite}{joint}{method}",
                    "is a row of parameters: this runner names the method only, with all of its rows"
                );
            }
            else
            {
                told.Add($"{test.Suite}{joint}{method}");
            }
        }

        return told;
    }

    private static bool IsName(string name, bool mayHavePackages) =>
        name.Length > 0 && name.All(it => char.IsLetterOrDigit(it) || it is '_' or '$' || it == '.' && mayHavePackages);
}
