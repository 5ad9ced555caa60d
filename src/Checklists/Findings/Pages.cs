using System.Reflection;

namespace Slipway.Checklists.Findings;

/// <summary>The pages of <c>docs/findings</c>, built in.</summary>
internal static class Pages
{
    public static string Of(string code)
    {
        using var stream =
            Assembly.GetExecutingAssembly().GetManifestResourceStream($"findings.{code}.md")
            ?? throw new InvalidOperationException($"The page of {code} was not built in.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
