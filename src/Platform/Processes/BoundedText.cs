using System.Text;

namespace Slipway.Platform.Processes;

/// <summary>Reads a file of any length into a text of bounded length: its head and its tail.</summary>
internal static class BoundedText
{
    /// <summary>Reads what is there now; an absent file is empty.</summary>
    public static ShellText Read(string path, int keptBytes)
    {
        try
        {
            using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);
            return Read(file, keptBytes);
        }
        catch (Exception missing) when (missing is FileNotFoundException or DirectoryNotFoundException)
        {
            return new("", Truncated: false, 0);
        }
    }

    private static ShellText Read(FileStream file, int keptBytes)
    {
        var total = file.Length;
        if (total <= keptBytes)
        {
            return new(Plain.Text(Decode(Part(file, 0, (int)total))), Truncated: false, total);
        }

        var half = keptBytes / 2;
        var head = WithoutCutEnd(Part(file, 0, half));
        var tail = WithoutCutStart(Part(file, total - half, half));
        var left = total - head.Length - tail.Length;
        return new($"{Plain.Text(Decode(head))}\n[… {left} bytes left out …]\n{Plain.Text(Decode(tail))}", Truncated: true, total);
    }

    private static Span<byte> Part(FileStream file, long from, int length)
    {
        var part = new byte[length];
        var read = 0;
        while (read < length)
        {
            var got = RandomAccess.Read(file.SafeFileHandle, part.AsSpan(read), from + read);
            if (got == 0)
            {
                break;
            }

            read += got;
        }

        return part.AsSpan(0, read);
    }

    /// <summary>A character of several bytes whose end lies beyond the cut is left out, so the cut adds no U+FFFD.</summary>
    private static Span<byte> WithoutCutEnd(Span<byte> bytes)
    {
        var start = bytes.Length;
        while (start > 0 && bytes.Length - start < 4)
        {
            start--;
            if ((bytes[start] & 0xC0) != 0x80)
            {
                var length = bytes[start] switch
                {
                    >= 0xF0 => 4,
                    >= 0xE0 => 3,
                    >= 0xC0 => 2,
                    _ => 1,
                };
                return start + length > bytes.Length ? bytes[..start] : bytes;
            }
        }

        return bytes;
    }

    private static Span<byte> WithoutCutStart(Span<byte> bytes)
    {
        var start = 0;
        while (start < bytes.Length && start < 3 && (bytes[start] & 0xC0) == 0x80)
        {
            start++;
        }

        return bytes[start..];
    }

    private static string Decode(ReadOnlySpan<byte> bytes) => Encoding.UTF8.GetString(bytes);
}
