using System.Buffers;

namespace Slipway.Platform.Redaction;

/// <summary>
/// One walk over one stream. Every byte that lies in any form of any secret is taken out; what overlaps becomes one mark, named
/// after the form that begins first. Bytes are held back while they may still be the beginning of a form.
/// </summary>
internal sealed class RedactionState(Automaton automaton)
{
    private static readonly Stretch None = new(long.MaxValue, long.MaxValue, Automaton.Root);
    private readonly List<Stretch> _stretches = [];
    private byte[] _held = [];
    private long _heldFrom;
    private long _position;
    private long _covered;
    private int _node = Automaton.Root;

    /// <summary>Whether anything was taken out so far.</summary>
    public bool Found { get; private set; }

    public void Push(ReadOnlySpan<byte> piece, IBufferWriter<byte> output)
    {
        var window = _held.Length == 0 ? piece : [.. _held, .. piece];
        Walk(piece);
        var safe = _position - automaton.DepthOf(_node);
        Release(window, safe, output);
        _held = window[(int)(safe - _heldFrom)..].ToArray();
        _heldFrom = safe;
    }

    public void End(IBufferWriter<byte> output)
    {
        Release(_held, _position, output);
        (_held, _heldFrom, _node) = ([], _position, Automaton.Root);
    }

    private void Walk(ReadOnlySpan<byte> piece)
    {
        for (var i = 0; i < piece.Length; i++)
        {
            if (_node == Automaton.Root)
            {
                var skipped = piece[i..].IndexOfAny(automaton.Beginnings);
                if (skipped < 0)
                {
                    _position += piece.Length - i;
                    return;
                }

                i += skipped;
                _position += skipped;
            }

            _node = automaton.Step(_node, piece[i]);
            _position++;
            if (automaton.MatchOf(_node) is var length and > 0)
            {
                Cover(_position - length, _position);
            }
        }
    }

    /// <summary>A later end: swallows what begins inside it, and lengthens what it overlaps.</summary>
    private void Cover(long from, long to)
    {
        Found = true;
        while (_stretches.Count > 0 && _stretches[^1].From >= from)
        {
            _stretches.RemoveAt(_stretches.Count - 1);
        }

        if (_stretches.Count > 0 && _stretches[^1].To > from)
        {
            _stretches[^1] = _stretches[^1] with { To = to };
        }
        else if (_covered > from)
        {
            // It overlaps a stretch whose mark is already out.
            _covered = to;
        }
        else
        {
            _stretches.Add(new(from, to, _node));
        }
    }

    private void Release(ReadOnlySpan<byte> window, long safe, IBufferWriter<byte> output)
    {
        var (at, first) = (_heldFrom, 0);
        while (at < safe)
        {
            if (at < _covered)
            {
                at = Math.Min(_covered, safe);
                continue;
            }

            var next = first < _stretches.Count ? _stretches[first] : None;
            var plain = Math.Min(next.From, safe);
            output.Write(window[(int)(at - _heldFrom)..(int)(plain - _heldFrom)]);
            at = plain;
            if (at == next.From && at < safe)
            {
                output.Write(automaton.LabelOf(next.Node));
                _covered = next.To;
                first++;
            }
        }

        _stretches.RemoveRange(0, first);
    }

    private sealed record Stretch(long From, long To, int Node);
}
