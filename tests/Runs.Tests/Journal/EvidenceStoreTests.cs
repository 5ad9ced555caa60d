using Slipway.Kernel;
using Slipway.Runs.Journal;
using Slipway.Testing;

namespace Slipway.Runs.Tests.Journal;

public sealed class EvidenceStoreTests : IDisposable
{
    private readonly TempFolder _folder = new();

    private EvidenceStore Store => new(_folder["evidence"]);

    private string[] Files => Directory.GetFiles(_folder["evidence"]);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void what_is_kept_is_found_by_its_digest()
    {
        var digest = Store.Keep("ok\n"u8);

        digest.ShouldBe(Digest.Of("ok\n"));
        Store.Find(digest.Hex).ShouldBe("ok\n"u8.ToArray());
    }

    [Fact]
    public void nothing_at_all_can_be_kept()
    {
        Store.Find(Store.Keep([]).Hex).ShouldBe([]);
    }

    [Fact]
    public void the_same_content_is_stored_once()
    {
        Store.Keep("ok"u8);
        Store.Keep("ok"u8);

        Files.Length.ShouldBe(1);
    }

    [Fact]
    public void evidence_that_was_changed_is_not_found()
    {
        var digest = Store.Keep("error rate 12 %"u8);
        var other = Store.Keep("error rate 0 %"u8);
        File.Copy(_folder[$"evidence/{other.Hex}.gz"], _folder[$"evidence/{digest.Hex}.gz"], overwrite: true);

        Store.Find(digest.Hex).ShouldBeNull();
    }

    [Fact]
    public void evidence_that_was_cut_or_damaged_at_any_byte_is_never_something_else()
    {
        var content = "error rate 12 %, measured twice"u8.ToArray();
        var digest = Store.Keep(content);
        var bytes = File.ReadAllBytes(Files[0]);
        for (var at = 0; at < bytes.Length; at++)
        {
            File.WriteAllBytes(Files[0], bytes[..at]);
            (Store.Find(digest.Hex) is not { } cut || cut.AsSpan().SequenceEqual(content)).ShouldBeTrue($"cut at {at}");
            bytes[at] ^= 0x55;
            File.WriteAllBytes(Files[0], bytes);
            (Store.Find(digest.Hex) is not { } found || found.AsSpan().SequenceEqual(content)).ShouldBeTrue($"damaged at {at}");
            bytes[at] ^= 0x55;
        }
    }

    [Fact]
    public void keeping_again_mends_what_was_damaged()
    {
        var digest = Store.Keep("ok"u8);
        File.WriteAllText(Files[0], "damaged");

        Store.Keep("ok"u8);

        Store.Find(digest.Hex).ShouldBe("ok"u8.ToArray());
    }

    [Fact]
    public void missing_evidence_is_not_found()
    {
        Store.Find(new('a', 64)).ShouldBeNull();
    }

    [Theory]
    [InlineData("../../secret")]
    [InlineData("/etc/hostname")]
    [InlineData("")]
    public void only_digests_are_looked_for(string name)
    {
        Store.Keep("ok"u8);
        File.Copy(Files[0], _folder["secret.gz"]);

        Store.Find(name).ShouldBeNull();
    }
}
