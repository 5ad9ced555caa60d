using System.Text;

namespace Slipway.Checks.Secrets;

/// <summary>Scans texts one after the other, and adds up what is found.</summary>
internal sealed class Scanning(ScanTally tally, IReadOnlySet<string> except)
{
    private static readonly byte[] Pointer = "version https://git-lfs.github.com/spec/v1"u8.ToArray();

    private readonly TextScan _scan = new();
    private readonly Dictionary<(string, string), string> _fingerprints = [];
    private char[] _text = new char[64 * 1024];

    /// <summary>Scans the bytes of one file, or the words of a commit.</summary>
    public void Take(ReadOnlySpan<byte> bytes, string path, string? name, CancellationToken ct)
    {
        var length = Decode(bytes, out var binary);
        tally.Texts++;
        tally.Bytes += bytes.Length;
        tally.Binaries += binary ? 1 : 0;
        tally.Pointers += bytes.Length < 1024 && bytes.StartsWith(Pointer) ? 1 : 0;
        var all = _scan.Find(_text, length, path, binary, ct);
        tally.IsCut |= _scan.IsCut;
        foreach (var found in all)
        {
            if (!except.Contains(found.Rule))
            {
                var line = _text.AsSpan(0, found.Mark).Count('\n') + 1;
                tally.Add(new(found.Rule, FingerprintOf(found), found.Length, path, line, name));
            }
        }
    }

    /// <summary>Each byte as one character, which is enough for what rules look for; UTF-16 where the text says that it is.</summary>
    private int Decode(ReadOnlySpan<byte> bytes, out bool binary)
    {
        if (_text.Length < bytes.Length)
        {
            _text = new char[bytes.Length + bytes.Length / 4];
        }

        var wide = bytes.Length % 2 == 0 && bytes.Length >= 2 && (bytes[0], bytes[1]) is (0xFF, 0xFE) or (0xFE, 0xFF);
        binary = !wide && TextNatures.IsBinary(bytes);
        return !wide ? Encoding.Latin1.GetChars(bytes, _text)
            : bytes[0] == 0xFF ? Encoding.Unicode.GetChars(bytes, _text)
            : Encoding.BigEndianUnicode.GetChars(bytes, _text);
    }

    /// <summary>The same value again and again, as in the versions of one file, is worked out once.</summary>
    private string FingerprintOf(FoundSecret found)
    {
        var value = new string(_text, found.Start, found.Length);
        var key = (found.Rule, value);
        if (!_fingerprints.TryGetValue(key, out var fingerprint))
        {
            fingerprint = Fingerprint.Of(found.Rule, value);
            _fingerprints[key] = fingerprint;
        }

        return fingerprint;
    }
}
