using System.Text;

namespace Slipway.Traffic.Making;

/// <summary>Variables in the texts of settings, written <c>${NAME}</c>.</summary>
internal static class Variables
{
    /// <summary>The text with them put in, in one pass (what a variable holds is not looked through again), and the names that are not known.</summary>
    public static (string Filled, IReadOnlyList<string> Missing) Fill(string text, IReadOnlyDictionary<string, string> variables)
    {
        var (filled, missing) = (new StringBuilder(), new List<string>());
        for (var at = 0; at < text.Length; )
        {
            var end = text.AsSpan(at).StartsWith("${") ? text.IndexOf('}', at) : -1;
            if (end < 0)
            {
                filled.Append(text[at++]);
                continue;
            }

            var name = text[(at + 2)..end];
            if (!variables.TryGetValue(name, out var value))
            {
                missing.Add(name);
            }

            filled.Append(value);
            at = end + 1;
        }

        return (filled.ToString(), missing);
    }
}
