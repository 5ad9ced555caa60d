using System.Text;

namespace Slipway.Runs.Reports;

/// <summary>How much raw output a report carries.</summary>
/// <param name="EachBytes">Of one output at the most; the beginning and the end are shown.</param>
/// <param name="TotalBytes">Of all outputs together at the most; what comes later is named by its digest only.</param>
internal sealed record RawLimits(int EachBytes = 16 * 1024, int TotalBytes = 8 * 1024 * 1024);

/// <summary>One raw output as it is shown.</summary>
/// <param name="Head">The beginning; null when nothing is shown.</param>
/// <param name="LeftOutBytes">Bytes between beginning and end that are not shown.</param>
/// <param name="Tail">The end, when something between is not shown.</param>
/// <param name="Missing">The bytes are not there, or are not what the digest says.</param>
internal sealed record RawOutput(string? Head, long LeftOutBytes, string? Tail, bool Missing);

/// <summary>The raw outputs of a report, taken in the order of the document until the bound is reached.</summary>
internal sealed class RawOutputs
{
    private readonly Dictionary<Output, RawOutput> _shown = new(ReferenceEqualityComparer.Instance);

    public RawOutputs(ReportModel model, Func<string, byte[]?> evidence, RawLimits limits)
    {
        var left = limits.TotalBytes;
        foreach (var output in model.Phases.SelectMany(it => it.Items).SelectMany(Of))
        {
            var room = Math.Min(limits.EachBytes, left);
            var shown = Read(output, evidence, room, Math.Min(output.Bytes, limits.EachBytes) <= left);
            left -= shown.Head is null ? 0 : (int)Math.Min(output.Bytes, room);
            _shown[output] = shown;
        }
    }

    public RawOutput this[Output output] =>
        _shown.TryGetValue(output, out var shown) ? shown : new(null, output.Bytes, null, Missing: false);

    private static IEnumerable<Output> Of(ReportItem item) =>
        item.Attempts.SelectMany(it => it.Evidence).SelectMany(it => it.Outputs).Concat(item.Children.SelectMany(Of));

    private static RawOutput Read(Output output, Func<string, byte[]?> evidence, int room, bool fits)
    {
        if (!fits)
        {
            return new(null, output.Bytes, null, Missing: false);
        }

        if (evidence(output.Sha256) is not { } bytes)
        {
            return new(null, output.Bytes, null, Missing: true);
        }

        if (bytes.Length <= room)
        {
            return new(Plainly.Output(Encoding.UTF8.GetString(bytes)), 0, null, Missing: false);
        }

        var head = EndBefore(bytes, room * 3 / 4);
        var tail = BeginAfter(bytes, bytes.Length - room / 4);
        return new(
            Plainly.Output(Encoding.UTF8.GetString(bytes, 0, head)),
            tail - head,
            Plainly.Output(Encoding.UTF8.GetString(bytes, tail, bytes.Length - tail)),
            Missing: false
        );
    }

    /// <summary>Never in the middle of a character.</summary>
    private static int EndBefore(byte[] bytes, int at)
    {
        var end = at;
        while (end > 0 && end > at - 4 && (bytes[end] & 0xC0) == 0x80)
        {
            end--;
        }

        return end;
    }

    private static int BeginAfter(byte[] bytes, int at)
    {
        var begin = at;
        while (begin < bytes.Length && begin < at + 4 && (bytes[begin] & 0xC0) == 0x80)
        {
            begin++;
        }

        return begin;
    }
}
