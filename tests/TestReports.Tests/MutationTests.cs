namespace Slipway.TestReports.Tests;

/// <summary>Files of the corpus, damaged by chance: reading them always ends, within bounds, and tells no wrong number as right.</summary>
public sealed class MutationTests
{
    public static TheoryData<string> EveryFile => [.. CorpusFiles.All.Select(it => it.File)];

    [Theory]
    [MemberData(nameof(EveryFile))]
    public void a_damaged_file_is_read_to_its_end(string file) => Damage(file, 60);

    [Theory, Trait("Category", "long")]
    [MemberData(nameof(EveryFile))]
    public void a_damaged_file_is_read_to_its_end_many_times(string file) => Damage(file, 5_000);

    /// <summary>Bytes within messages and outputs say nothing about how a case ended.</summary>
    [Theory]
    [MemberData(nameof(EveryFile))]
    public void damage_to_a_text_leaves_the_numbers(string file)
    {
        var bytes = CorpusFiles.Bytes(file);
        var expected = CorpusFiles.Counts(CorpusFiles.Read(bytes));
        foreach (var (start, length) in CDataOf(bytes))
        {
            var damaged = (byte[])bytes.Clone();
            damaged.AsSpan(start, length).Fill((byte)'#');

            CorpusFiles.Counts(CorpusFiles.Read(damaged)).ShouldBe(expected);
        }
    }

    private static void Damage(string file, int times)
    {
        var bytes = CorpusFiles.Bytes(file);
        var most = bytes.Length;
        var random = new Random(file.Length * 7919 + times);
        for (var time = 0; time < times; time++)
        {
            foreach (var read in CorpusFiles.ReadAll(Mutations.Of(bytes, random)))
            {
                (read.Status == ReportStatus.Ok).ShouldBe(read.Reason is null);
                read.Tests.ShouldBeInRange(0, most);
                read.Passed.ShouldBeGreaterThanOrEqualTo(read.Flaky);
            }
        }
    }

    private static IEnumerable<(int Start, int Length)> CDataOf(byte[] bytes)
    {
        for (var at = 0; ; )
        {
            var start = bytes.AsSpan(at).IndexOf("<![CDATA["u8);
            if (start < 0)
            {
                yield break;
            }

            at += start + 9;
            var length = bytes.AsSpan(at).IndexOf("]]>"u8);
            yield return (at, length);
            at += length;
        }
    }
}

/// <summary>Damage as disks, pipes and people do it.</summary>
internal static class Mutations
{
    private static readonly byte[][] Pieces =
    [
        [.. "<"u8],
        [.. ">"u8],
        [.. "&"u8],
        [.. "\""u8],
        [.. "</testcase>"u8],
        [.. "<testcase name='x'>"u8],
        [.. "]]>"u8],
        [.. "<![CDATA["u8],
        [.. "<!--"u8],
        [.. "{"u8],
        [.. "}"u8],
        [.. "["u8],
        [.. "\n"u8],
        [.. "not ok 1\n"u8],
        [.. "1..0\n"u8],
        [0],
        [0xFF],
        [0xEF, 0xBB, 0xBF],
    ];

    public static byte[] Of(byte[] bytes, Random random)
    {
        var damaged = bytes.ToList();
        for (var times = random.Next(1, 4); times > 0; times--)
        {
            var at = random.Next(damaged.Count + 1);
            switch (random.Next(4))
            {
                case 0:
                    damaged.InsertRange(at, Pieces[random.Next(Pieces.Length)]);
                    break;
                case 1:
                    damaged.RemoveRange(at, random.Next(0, Math.Min(200, damaged.Count - at) + 1));
                    break;
                case 2 when at < damaged.Count:
                    damaged[at] = (byte)random.Next(256);
                    break;
                default:
                    var length = Math.Min(random.Next(1, 300), damaged.Count - at);
                    damaged.InsertRange(random.Next(damaged.Count + 1), damaged.GetRange(at, length));
                    break;
            }
        }

        return [.. damaged];
    }
}
