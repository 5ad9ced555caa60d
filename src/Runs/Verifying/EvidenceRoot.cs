using System.Text;
using Slipway.Kernel;

namespace Slipway.Runs.Verifying;

/// <summary>
/// One digest over all pieces of evidence as they lie there: the SHA-256 of the lines <c>DIGEST  evidence/NAME</c>, in the order of
/// the names. The same comes from <c>sha256sum evidence/* | sha256sum</c> in the bundle, where names sort by their bytes.
/// </summary>
internal static class EvidenceRoot
{
    public static Digest Of(RunFolder folder)
    {
        var lines = new StringBuilder();
        foreach (var file in FilesOf(folder))
        {
            lines.Append(Digest.Of(File.ReadAllBytes(file)).Hex).Append("  evidence/").Append(Path.GetFileName(file)).Append('\n');
        }

        return Digest.Of(lines.ToString());
    }

    /// <summary>Takes away what a crash left half written; it was never evidence.</summary>
    public static void Sweep(RunFolder folder)
    {
        foreach (var torn in FilesOf(folder).Where(it => it.EndsWith(".new", StringComparison.Ordinal)))
        {
            File.Delete(torn);
        }
    }

    /// <summary>The pieces, in the order of their names.</summary>
    public static IReadOnlyList<string> FilesOf(RunFolder folder) =>
        Directory.Exists(folder.Evidence)
            ? [.. Directory.EnumerateFiles(folder.Evidence).OrderBy(Path.GetFileName, StringComparer.Ordinal)]
            : [];
}
