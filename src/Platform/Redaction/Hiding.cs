using System.Buffers;

namespace Slipway.Platform.Redaction;

/// <summary>
/// Takes the secrets out of one text: every byte that lies in any form of any secret. What overlaps becomes one mark, named after
/// the form that begins first.
/// </summary>
internal sealed class Hiding(SecretForms forms, byte[] text)
{
    private static readonly byte[] Ellipsis = "…"u8.ToArray();
    private readonly List<Stretch> _found = [];
    private readonly (byte[] Bytes, int[] Places) _squeezed = Squeezing.Of(text);

    /// <summary>The text without secrets; null when it holds none.</summary>
    /// <param name="goesOn">More is to come: what may be the beginning of a secret at the end is held back.</param>
    public byte[]? Made(bool goesOn)
    {
        Find(forms.Plain, text, places: null);
        Find(forms.Squeezed, _squeezed.Bytes, _squeezed.Places);
        FindAtCuts();
        var end = goesOn ? text.Length - HeldBack() : text.Length;
        return _found.Count == 0 && end == text.Length ? null : Written(end);
    }

    private void Find(Automaton automaton, byte[] bytes, int[]? places)
    {
        var node = Automaton.Root;
        for (var at = 0; at < bytes.Length; at++)
        {
            if (node == Automaton.Root)
            {
                var skipped = bytes.AsSpan(at).IndexOfAny(automaton.Beginnings);
                if (skipped < 0)
                {
                    return;
                }

                at += skipped;
            }

            node = automaton.Step(node, bytes[at]);
            if (automaton.MatchOf(node) is var length and > 0)
            {
                var from = at + 1 - length;
                Add(places is null ? from : places[from], places is null ? at + 1 : places[at] + 1, automaton.LabelOf(node));
            }
        }
    }

    /// <summary>
    /// Where a text was shortened (each ellipsis says so) a secret may have been cut in two: its beginning stands before the cut,
    /// its end behind it.
    /// </summary>
    private void FindAtCuts()
    {
        var (cut, after) = (text.AsSpan().IndexOf(Ellipsis), 0);
        while (cut >= 0)
        {
            var (left, right) = (cut, cut + Ellipsis.Length);
            left -= left - after >= 2 && text[left - 2] == '\n' && text[left - 1] == '[' ? 2 : 0;
            right += right + 1 < text.Length && text[right] == ']' && text[right + 1] == '\n' ? 2 : 0;
            FindBefore(after, left);
            after = right;
            var next = text.AsSpan(right).IndexOf(Ellipsis);
            cut = next < 0 ? -1 : right + next;
            FindBehind(right, cut < 0 ? text.Length : cut);
        }
    }

    private void FindBefore(int from, int end)
    {
        var depth = Math.Max(
            Depth(forms.Plain, text.AsSpan(Math.Max(from, end - forms.Plain.Deepest)..end)),
            SpreadBefore(Math.Max(from, end - forms.Squeezed.Deepest), end)
        );
        if (depth >= Redactor.ShortestPiece)
        {
            Add(end - depth, end, Automaton.Unnamed);
        }
    }

    private void FindBehind(int from, int end)
    {
        var plain = text.AsSpan(from..Math.Min(end, from + forms.Plain.Deepest)).ToArray();
        Array.Reverse(plain);
        var depth = Math.Max(Depth(forms.PlainBackwards, plain), SpreadBehind(from, Math.Min(end, from + forms.Squeezed.Deepest)));
        if (depth >= Redactor.ShortestPiece)
        {
            Add(from, from + depth, Automaton.Unnamed);
        }
    }

    private int HeldBack() =>
        Math.Max(
            Depth(forms.Plain, text.AsSpan(Math.Max(0, text.Length - forms.Plain.Deepest)..)),
            // Nearly every character begins some form of base64: a beginning of one or two says nothing.
            SpreadBefore(Math.Max(0, text.Length - 2 * forms.Squeezed.Deepest), text.Length) is var spread and > 2
                ? spread
                : 0
        );

    /// <summary>Length of the longest beginning of a form with which these bytes end.</summary>
    private static int Depth(Automaton automaton, ReadOnlySpan<byte> bytes)
    {
        var node = Automaton.Root;
        foreach (var next in bytes)
        {
            node = automaton.Step(node, next);
        }

        return automaton.DepthOf(node);
    }

    /// <summary>The same in the squeezed text, as a length in the text itself.</summary>
    private int SpreadBefore(int from, int end)
    {
        var (first, last) = (Place(from), Place(end));
        var depth = Depth(forms.Squeezed, _squeezed.Bytes.AsSpan(first..last));
        return depth == 0 ? 0 : end - _squeezed.Places[last - depth];
    }

    private int SpreadBehind(int from, int end)
    {
        var (first, last) = (Place(from), Place(end));
        var bytes = _squeezed.Bytes[first..last];
        Array.Reverse(bytes);
        var depth = Depth(forms.SqueezedBackwards, bytes);
        return depth == 0 ? 0 : _squeezed.Places[first + depth - 1] + 1 - from;
    }

    /// <summary>Where in the squeezed text the first byte stands that is at this place or behind it.</summary>
    private int Place(int at)
    {
        var found = Array.BinarySearch(_squeezed.Places, at);
        return found < 0 ? ~found : found;
    }

    private void Add(int from, int to, byte[] label) => _found.Add(new(from, to, label));

    private byte[] Written(int end)
    {
        var output = new ArrayBufferWriter<byte>(Math.Max(1, text.Length));
        var at = 0;
        foreach (var it in _found.OrderBy(it => it.From).ThenByDescending(it => it.To))
        {
            if (it.From >= end)
            {
                break;
            }

            if (it.From >= at)
            {
                output.Write(text.AsSpan(at..it.From));
                output.Write(it.Label);
            }

            at = Math.Max(at, it.To);
        }

        if (at < end)
        {
            output.Write(text.AsSpan(at..end));
        }

        return output.WrittenSpan.ToArray();
    }

    private sealed record Stretch(int From, int To, byte[] Label);
}
