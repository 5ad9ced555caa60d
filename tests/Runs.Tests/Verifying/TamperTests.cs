using Slipway.Kernel;
using Slipway.Runs.Tests.Doubles;

namespace Slipway.Runs.Tests.Verifying;

/// <summary>Random edits, deletions, reorderings, truncations and splices of a signed record: each is found. The seed of a failure is printed.</summary>
public sealed class TamperTests
{
    [Theory(Timeout = 60_000)]
    [InlineData(400)]
    public Task nothing_of_a_record_can_be_changed_unnoticed(int edits) => CampaignAsync(edits);

    [Theory(Timeout = 1_200_000)]
    [Trait("Category", "long")]
    [InlineData(10_000)]
    public Task nothing_of_a_record_can_be_changed_unnoticed_however_often_it_is_tried(int edits) => CampaignAsync(edits);

    private static async Task CampaignAsync(int edits)
    {
        using var run = await SignedRun.MakeAsync();
        using var donor = await SignedRun.MakeAsync(counted: "43");
        var names = FilesOf(run.Folder);
        run.Verify().Verdict.ShouldBe(Verdict.Pass);
        var bytes = names.ToDictionary(it => it, it => File.ReadAllBytes(run.Folder.In(it)));
        var copy = run.Copy();
        var missed = new List<string>();
        for (var seed = 0; seed < edits; seed++)
        {
            var random = new Random(seed);
            var name = names[random.Next(names.Count)];
            var changed = Change(random, name, bytes, donor.Folder);
            if (changed is { } now && now.AsSpan().SequenceEqual(bytes[name]))
            {
                continue;
            }

            Put(copy.In(name), changed);
            if (Missed(run, copy) is { } how)
            {
                missed.Add($"seed {seed}: {name}: {how}");
            }

            Put(copy.In(name), bytes[name]);
        }

        missed.ShouldBeEmpty();
        run.Verify(copy).Verdict.ShouldBe(Verdict.Pass);
    }

    /// <summary>How a change went unnoticed, or was met by a fault of ours; null when it was found and its place named.</summary>
    private static string? Missed(SignedRun run, RunFolder copy)
    {
        try
        {
            var verified = run.Verify(copy);
            return verified.Verdict == Verdict.Pass ? "it holds"
                : verified.Parts.Any(it => it.Faults.Count > 0) ? null
                : "no place is named";
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            return fault.ToString();
        }
    }

    /// <summary>The file's bytes after the change; null when it is gone.</summary>
    private static byte[]? Change(Random random, string name, Dictionary<string, byte[]> all, RunFolder donor)
    {
        var was = all[name];
        var at = random.Next(Math.Max(1, was.Length));
        var length = random.Next(1, Math.Max(2, Math.Min(200, was.Length - at)));
        switch (random.Next(8))
        {
            case 0:
                return null;
            case 1:
                return was[..at];
            case 2:
                return [.. was[..at], .. was[Math.Min(was.Length, at + length)..]];
            case 3:
                return [.. was[..at], .. was.AsSpan(at, Math.Min(length, was.Length - at)), .. was[at..]];
            case 4:
                return Reordered(random, was);
            case 5:
                return File.Exists(donor.In(name)) ? File.ReadAllBytes(donor.In(name)) : all[all.Keys.ElementAt(random.Next(all.Count))];
            case 6:
                return Spliced(random, was, File.Exists(donor.In(name)) ? File.ReadAllBytes(donor.In(name)) : was);
            default:
                var turned = was.ToArray();
                turned[at] ^= (byte)(1 << random.Next(8));
                return turned;
        }
    }

    private static byte[] Reordered(Random random, byte[] was)
    {
        var lines = System.Text.Encoding.Latin1.GetString(was).Split('\n');
        var (one, two) = (random.Next(lines.Length), random.Next(lines.Length));
        (lines[one], lines[two]) = (lines[two], lines[one]);
        return System.Text.Encoding.Latin1.GetBytes(string.Join('\n', lines));
    }

    /// <summary>Lines of another record of the same document.</summary>
    private static byte[] Spliced(Random random, byte[] was, byte[] other)
    {
        var lines = System.Text.Encoding.Latin1.GetString(was).Split('\n');
        var foreign = System.Text.Encoding.Latin1.GetString(other).Split('\n');
        var at = random.Next(Math.Min(lines.Length, foreign.Length));
        lines[at] = foreign[at];
        return System.Text.Encoding.Latin1.GetBytes(string.Join('\n', lines));
    }

    private static void Put(string path, byte[]? bytes)
    {
        if (bytes is null)
        {
            File.Delete(path);
        }
        else
        {
            File.WriteAllBytes(path, bytes);
        }
    }

    private static List<string> FilesOf(RunFolder folder) =>
        [
            .. Directory
                .EnumerateFiles(folder.Path, "*", SearchOption.AllDirectories)
                .Where(it => !it.EndsWith(".lock", StringComparison.Ordinal))
                .Select(it => Path.GetRelativePath(folder.Path, it))
                .Order(StringComparer.Ordinal),
        ];
}
