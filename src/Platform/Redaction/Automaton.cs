using System.Buffers;
using System.Text;
using Slipway.Kernel;

namespace Slipway.Platform.Redaction;

/// <summary>
/// All forms of all secrets in one automaton of Aho and Corasick over bytes. Children stand in lists (most nodes have one), and
/// the root has a table; a walk takes at most two steps per byte on average.
/// </summary>
internal sealed class Automaton
{
    private readonly List<Node> _nodes = [new()];
    private readonly int[] _fromRoot = new int[256];
    private readonly List<byte[]> _labels = [];

    private Automaton() { }

    /// <summary>Where the walk starts: nothing of any form was seen.</summary>
    public const int Root = 0;

    /// <summary>The mark of a piece of a secret, of which nobody knows which one it is.</summary>
    public static byte[] Unnamed { get; } = "***"u8.ToArray();

    /// <summary>Length of the longest form.</summary>
    public int Deepest { get; private set; }

    /// <summary>Bytes with which a form begins.</summary>
    public SearchValues<byte> Beginnings { get; private set; } = SearchValues.Create(ReadOnlySpan<byte>.Empty);

    /// <summary>Of all forms of all secrets.</summary>
    /// <param name="secrets">The secrets.</param>
    /// <param name="formsOf">The forms of one.</param>
    /// <param name="backwards">Each form from its end to its beginning.</param>
    public static Automaton Of(IReadOnlyList<Secret> secrets, Func<string, IEnumerable<byte[]>> formsOf, bool backwards)
    {
        var automaton = new Automaton();
        foreach (var secret in secrets)
        {
            automaton._labels.Add(Encoding.UTF8.GetBytes(LabelOf(secret, secrets)));
            foreach (var form in formsOf(secret.Reveal()))
            {
                automaton.Add(backwards ? [.. form.Reverse()] : form, automaton._labels.Count - 1);
            }
        }

        automaton.Link();
        return automaton;
    }

    /// <summary>The node after one more byte.</summary>
    public int Step(int node, byte next)
    {
        while (node != Root)
        {
            if (Child(node, next) is var child and not Root)
            {
                return child;
            }

            node = _nodes[node].Fallback;
        }

        return _fromRoot[next];
    }

    /// <summary>Length of the longest beginning of a form that the bytes seen so far end with.</summary>
    public int DepthOf(int node) => _nodes[node].Depth;

    /// <summary>Length of the longest form that the bytes seen so far end with; 0 for none.</summary>
    public int MatchOf(int node) => _nodes[node].Match;

    public byte[] LabelOf(int node) => _labels[_nodes[node].Label];

    /// <summary>A name that is itself a secret is not said.</summary>
    private static string LabelOf(Secret secret, IReadOnlyList<Secret> all) =>
        all.Any(it => $"***{secret.Name}***".Contains(it.Reveal().Trim(), StringComparison.Ordinal)) ? "***" : $"***{secret.Name}***";

    private void Add(byte[] form, int label)
    {
        Deepest = Math.Max(Deepest, form.Length);
        var at = Root;
        foreach (var next in form)
        {
            at = at == Root ? _fromRoot[next] = OrNew(_fromRoot[next], at, next) : OrNew(Child(at, next), at, next);
        }

        if (_nodes[at].Match == 0)
        {
            _nodes[at].Match = form.Length;
            _nodes[at].Label = label;
        }
    }

    private int OrNew(int child, int parent, byte value)
    {
        if (child != Root)
        {
            return child;
        }

        _nodes.Add(
            new()
            {
                Value = value,
                Depth = _nodes[parent].Depth + 1,
                Sibling = _nodes[parent].FirstChild,
            }
        );
        return _nodes[parent].FirstChild = _nodes.Count - 1;
    }

    private int Child(int node, byte value)
    {
        var child = _nodes[node].FirstChild;
        while (child != Root && _nodes[child].Value != value)
        {
            child = _nodes[child].Sibling;
        }

        return child;
    }

    /// <summary>Breadth first: where to go on when the next byte does not fit, and the longest form that ends here.</summary>
    private void Link()
    {
        var queue = new Queue<int>();
        for (var child = _nodes[Root].FirstChild; child != Root; child = _nodes[child].Sibling)
        {
            queue.Enqueue(child);
        }

        while (queue.TryDequeue(out var parent))
        {
            for (var at = _nodes[parent].FirstChild; at != Root; at = _nodes[at].Sibling)
            {
                var node = _nodes[at];
                node.Fallback = Step(_nodes[parent].Fallback, node.Value);
                if (node.Match == 0)
                {
                    (node.Match, node.Label) = (_nodes[node.Fallback].Match, _nodes[node.Fallback].Label);
                }

                queue.Enqueue(at);
            }
        }

        Beginnings = SearchValues.Create([.. Enumerable.Range(0, 256).Where(it => _fromRoot[it] != Root).Select(it => (byte)it)]);
    }

    private sealed class Node
    {
        public byte Value { get; init; }

        public int Depth { get; init; }

        public int Sibling { get; init; }

        public int FirstChild { get; set; }

        public int Fallback { get; set; }

        public int Match { get; set; }

        public int Label { get; set; }
    }
}
