namespace Slipway.Checklists;

/// <summary>Applies the edits of findings to a document. All other bytes stay as they are.</summary>
public static class FindingFixes
{
    /// <summary>The document with every edit in it that does not touch another one; the first of two wins.</summary>
    /// <param name="document">The author's bytes.</param>
    /// <param name="findings">Findings of exactly these bytes.</param>
    /// <returns>The new bytes, and the findings whose edits are in them.</returns>
    public static (byte[] Document, IReadOnlyList<Finding> Applied) Apply(ReadOnlyMemory<byte> document, IEnumerable<Finding> findings)
    {
        var applied = new List<Finding>();
        using var output = new MemoryStream(document.Length + 256);
        var at = 0;
        foreach (var finding in findings.Where(it => it.Fix is not null).OrderBy(it => it.Fix!.Offset).ThenBy(it => it.Severity))
        {
            var fix = finding.Fix!;
            if (fix.Offset < at || fix.Offset + fix.Length > document.Length)
            {
                continue;
            }

            output.Write(document.Span[at..fix.Offset]);
            output.Write(System.Text.Encoding.UTF8.GetBytes(fix.Text));
            at = fix.Offset + fix.Length;
            applied.Add(finding);
        }

        output.Write(document.Span[at..]);
        return (output.ToArray(), applied);
    }
}
