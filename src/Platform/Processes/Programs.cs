namespace Slipway.Platform.Processes;

/// <summary>Finds the two programs that a block needs.</summary>
internal static class Programs
{
    public static string? Find(string name, IReadOnlyDictionary<string, string> variables) =>
        variables
            .GetValueOrDefault("PATH", "/usr/local/bin:/usr/bin:/bin")
            .Split(':', StringSplitOptions.RemoveEmptyEntries)
            .Concat(["/usr/bin", "/bin"])
            .Select(it => Path.Combine(it, name))
            .FirstOrDefault(File.Exists);

    public static string? Missing(IReadOnlyDictionary<string, string> variables) =>
        Find("bash", variables) is null ? "bash is not installed (or not on the PATH); commands run in bash."
        : Find("setsid", variables) is null
            ? "setsid is not installed (or not on the PATH); it gives commands a session of their own. It is part of util-linux."
        : null;
}
