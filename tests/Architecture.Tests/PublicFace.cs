using System.Text.RegularExpressions;

namespace Slipway.Architecture.Tests;

/// <summary>House style 41: a module's public types are all in its root folder.</summary>
internal static partial class PublicFace
{
    /// <summary>Public types whose namespace is not the module's own.</summary>
    public static IReadOnlyList<string> Hidden(string module, IEnumerable<Type> types) =>
        [
            .. types
                .Where(it => it.IsPublic && it.Namespace != $"Slipway.{module}" && !IsPage(it) && !IsGenerated(it))
                .Select(it => it.FullName!),
        ];

    /// <summary>Public declarations in files of a sub-folder.</summary>
    public static IReadOnlyList<string> InSubFolders(IEnumerable<RepositoryFile> sources) =>
        [
            .. sources
                .Where(it => it.Path.Split('/').Length > 3)
                .SelectMany(it => it.Lines.Where(IsPublic).Select(line => $"{it.Path}:{line.Line}")),
        ];

    private static bool IsPublic((int Line, string Text) line) => Declaration().IsMatch(line.Text);

    /// <summary>What compilers add by themselves: the class around top-level statements, and that of a folder's imports.</summary>
    private static bool IsGenerated(Type type) => type.Name == "_Imports" || type.Name == "Program" && type.Namespace is null;

    /// <summary>Components that are rendered cannot be internal; the framework's compiler makes them public.</summary>
    private static bool IsPage(Type type)
    {
        for (var it = type.BaseType; it is not null; it = it.BaseType)
        {
            if (it.FullName == "Microsoft.AspNetCore.Components.ComponentBase")
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>At the left edge: with a file-scoped namespace a nested type is indented.</summary>
    [GeneratedRegex(@"^public .*\b(class|record|interface|enum|struct|delegate)\b")]
    private static partial Regex Declaration();
}
