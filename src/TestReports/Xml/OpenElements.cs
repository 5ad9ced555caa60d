namespace Slipway.TestReports.Xml;

/// <summary>Names of the elements that have begun and not ended.</summary>
internal sealed class OpenElements
{
    private byte[] _names = new byte[1024];
    private int[] _ends = new int[32];

    public int Count { get; private set; }

    /// <summary>The innermost.</summary>
    public ReadOnlySpan<byte> Top => Name(Count - 1);

    public void Push(ReadOnlySpan<byte> name)
    {
        var start = Count == 0 ? 0 : _ends[Count - 1];
        if (start + name.Length > _names.Length)
        {
            Array.Resize(ref _names, Math.Max(_names.Length * 2, start + name.Length));
        }

        if (Count == _ends.Length)
        {
            Array.Resize(ref _ends, Count * 2);
        }

        name.CopyTo(_names.AsSpan(start));
        _ends[Count++] = start + name.Length;
    }

    public void Pop() => Count--;

    /// <summary>How many elements stand above the innermost of that name; -1 when none is open.</summary>
    public int Above(ReadOnlySpan<byte> name)
    {
        for (var at = Count - 1; at >= 0; at--)
        {
            if (Name(at).SequenceEqual(name))
            {
                return Count - 1 - at;
            }
        }

        return -1;
    }

    private ReadOnlySpan<byte> Name(int at)
    {
        var start = at == 0 ? 0 : _ends[at - 1];
        return _names.AsSpan(start, _ends[at] - start);
    }
}
