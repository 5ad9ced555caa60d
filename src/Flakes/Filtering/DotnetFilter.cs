namespace Slipway.Flakes.Filtering;

/// <summary>The runners of .NET. They know methods; a row of data has no name of its own there.</summary>
/// <remarks>Sources: xunit.net/docs/getting-started/v3 (command lines), learn.microsoft.com/dotnet/core/testing/selective-unit-tests.</remarks>
internal static class DotnetFilter
{
    private const string Row = "is a row of data: this runner names the method only, with all of its rows";

    /// <summary>The executable that xUnit.net v3 makes of a test project.</summary>
    public static RunnerFilter Xunit3(FilterRequest request)
    {
        var told = Methods(request);
        return told.With(told.Names.SelectMany(it => (string[])[request.LeavesOut ? "-method-" : "-method", it]));
    }

    /// <summary>xUnit.net v3 under the Microsoft Testing Platform.</summary>
    public static RunnerFilter Mtp(FilterRequest request)
    {
        var told = Methods(request);
        return told.With(told.Names.Prepend(request.LeavesOut ? "--filter-not-method" : "--filter-method"));
    }

    /// <summary><c>dotnet test --filter</c> of VSTest.</summary>
    public static RunnerFilter Vstest(FilterRequest request)
    {
        var told = Methods(request);
        var (one, joint) = request.LeavesOut ? ("FullyQualifiedName!=", '&') : ("FullyQualifiedName=", '|');
        return told.With(["--filter", string.Join(joint, told.Names.Select(it => $"{one}{Escaped(it)}"))]);
    }

    private static ToldTests Methods(FilterRequest request)
    {
        var told = new ToldTests(request);
        foreach (var test in request.Tests)
        {
            var full = FullName(test);
            var method = full.Split('(')[0];
            if (!IsName(method))
            {
                told.Untold(test, "has a display name of its own: what its method is called is not in its report");
            }
            else if (method != full)
            {
                told.Wide(test, method, Row);
            }
            else
            {
                told.Add(method);
            }
        }

        return told;
    }

    private static string FullName(NamedTest test) =>
        test.Suite.Length == 0 || test.Test.StartsWith($"{test.Suite}.", StringComparison.Ordinal)
            ? test.Test
            : $"{test.Suite}.{test.Test}";

    /// <summary>A name of .NET: namespaces, classes (a <c>+</c> before nested ones, a backtick before the number of type parameters), the method.</summary>
    private static bool IsName(string name) =>
        name.Contains('.', StringComparison.Ordinal) && name.All(it => char.IsLetterOrDigit(it) || it is '.' or '_' or '+' or '`');

    private static string Escaped(string name) =>
        string.Concat(name.Select(it => it is '\\' or '(' or ')' or '&' or '|' or '=' or '!' or '~' ? $"\\{it}" : $"{it}"));
}
