namespace Slipway.Checks.Secrets;

/// <summary>What a text is, by its path and its bytes: it decides which rules look at it.</summary>
internal enum TextNature
{
    /// <summary>Configuration, documents and what is not known: values stand with and without quotes.</summary>
    Plain,

    /// <summary>A programming language: only what stands in quotes is a value.</summary>
    Code,

    /// <summary>Binary, minified, or the lock file of a package manager: only shapes that are hardly ever made by chance.</summary>
    Noise,
}

/// <summary>Tells what a text is.</summary>
internal static class TextNatures
{
    /// <summary>Git's own rule: what has a NUL so early is binary.</summary>
    private const int Beginning = 8000;

    private const int LongLine = 5000;

    private static readonly HashSet<string> Languages = new(
        "c cc cpp cs cxx dart fs go gradle groovy h hpp java js jsx kt kts lua m mjs cjs mm php pl pm py r rb rs scala sol swift ts tsx vb vue svelte ipynb".Split(
            ' '
        ),
        StringComparer.OrdinalIgnoreCase
    );

    private static readonly HashSet<string> Locks = new(
        "package-lock.json npm-shrinkwrap.json yarn.lock pnpm-lock.yaml bun.lock composer.lock Cargo.lock Gemfile.lock poetry.lock uv.lock Pipfile.lock go.sum go.work.sum packages.lock.json project.assets.json Podfile.lock mix.lock flake.lock pubspec.lock gradle.lockfile deno.lock".Split(
            ' '
        ),
        StringComparer.OrdinalIgnoreCase
    );

    /// <summary>Whether it is binary.</summary>
    public static bool IsBinary(ReadOnlySpan<byte> bytes) => bytes[..Math.Min(bytes.Length, Beginning)].Contains((byte)0);

    /// <summary>The nature of a text.</summary>
    public static TextNature Of(string path, ReadOnlySpan<char> text, bool binary)
    {
        var name = NameOf(path);
        if (binary || Locks.Contains(name) || IsMinified(name, text))
        {
            return TextNature.Noise;
        }

        return Languages.Contains(ExtensionOf(name)) ? TextNature.Code : TextNature.Plain;
    }

    /// <summary>The last part of a path.</summary>
    public static string NameOf(string path) => path[(path.LastIndexOf('/') + 1)..];

    /// <summary>What stands behind the last dot of a name; empty where there is none.</summary>
    public static string ExtensionOf(string name) => name.LastIndexOf('.') is var dot and > 0 ? name[(dot + 1)..] : "";

    private static bool IsMinified(string name, ReadOnlySpan<char> text)
    {
        if (
            name.Contains(".min.", StringComparison.OrdinalIgnoreCase)
            || name.EndsWith(".map", StringComparison.OrdinalIgnoreCase)
            || name.EndsWith(".svg", StringComparison.OrdinalIgnoreCase)
        )
        {
            return true;
        }

        if (ExtensionOf(name) is not ("js" or "mjs" or "cjs" or "css" or "html" or "htm"))
        {
            return false;
        }

        var lines = text.Count('\n') + 1;
        return text.Length / lines > LongLine / 10 || text[..Math.Min(text.Length, LongLine)].IndexOf('\n') < 0 && text.Length > LongLine;
    }
}
