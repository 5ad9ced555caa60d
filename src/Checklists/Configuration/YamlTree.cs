using System.Diagnostics.CodeAnalysis;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Slipway.Checklists.Configuration;

/// <summary>
/// Reads YAML into parts that know their place. It is bounded, because the file may come from anybody: at most
/// <see cref="MostCharacters"/> characters, <see cref="MostParts"/> parts, <see cref="MostDepth"/> levels, and no anchors, since an
/// alias can stand for billions of parts.
/// </summary>
internal sealed class YamlTree
{
    /// <summary>Characters of one file.</summary>
    public const int MostCharacters = 1 << 20;

    /// <summary>Texts, lists and mappings of one file.</summary>
    public const int MostParts = 50_000;

    /// <summary>Levels of nesting.</summary>
    public const int MostDepth = 24;

    private readonly Parser _parser;
    private readonly string _file;
    private readonly int _linesAbove;
    private readonly List<Fault> _faults;
    private int _parts;
    private bool _stopped;

    private YamlTree(string text, string file, int linesAbove, List<Fault> faults)
    {
        _parser = new(new StringReader(text));
        _file = file;
        _linesAbove = linesAbove;
        _faults = faults;
    }

    /// <summary>The root of the first document, or null when it is empty or not usable; then <paramref name="faults"/> says why.</summary>
    /// <param name="text">The YAML.</param>
    /// <param name="file">The file it stands in, for the faults.</param>
    /// <param name="linesAbove">Lines of the file above the text, for front matter.</param>
    /// <param name="faults">Collects what is wrong.</param>
    public static YamlPart? Read(string text, string file, int linesAbove, List<Fault> faults)
    {
        if (text.Length > MostCharacters)
        {
            faults.Add(
                new("SW1002", file, linesAbove + 1, 1, "The file is too large.", $"At most {MostCharacters:N0} characters are read.")
            );
            return null;
        }

        var tree = new YamlTree(text, file, linesAbove, faults);
        try
        {
            return tree.ReadDocument();
        }
        catch (YamlException broken)
        {
            if (!tree._stopped)
            {
                tree.Add(
                    "SW1001",
                    broken.Start,
                    $"This is not YAML: {Sentence(broken.Message)}",
                    "Look at the indentation, colons and quotes here."
                );
            }

            return null;
        }
    }

    private YamlPart? ReadDocument()
    {
        Next();
        Next();
        if (_parser.Current is not DocumentStart)
        {
            return null;
        }

        Next();
        var root = ReadPart(1);
        Next();
        if (_parser.MoveNext() && _parser.Current is DocumentStart second)
        {
            Add("SW1001", second.Start, "A second document begins here.", "One file holds one document: take the line '---' out.");
        }

        return root is YamlPart.Scalar { Nothing: true } ? null : root;
    }

    private YamlPart ReadPart(int depth)
    {
        var start = _parser.Current!.Start;
        Bound(depth, start);
        if (_parser.Current is AnchorAlias)
        {
            Add("SW1003", start, "Aliases (*name) are not read.", "Write the values out here.");
            return new YamlPart.Scalar(Line(start), Column(start), "", Plain: false);
        }

        if (_parser.Current is NodeEvent { Anchor.IsEmpty: false })
        {
            Add("SW1003", start, "Anchors (&name) are not read.", "Take the anchor out and write the values where they are used.");
        }

        return _parser.Current switch
        {
            MappingStart => ReadMapping(start, depth),
            SequenceStart => ReadSequence(start, depth),
            Scalar scalar => new YamlPart.Scalar(Line(start), Column(start), scalar.Value, scalar.Style == ScalarStyle.Plain),
            _ => throw new YamlException(start, start, "Something else was expected here."),
        };
    }

    private YamlPart.Mapping ReadMapping(Mark start, int depth)
    {
        var pairs = new List<YamlPair>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        Next();
        while (_parser.Current is not MappingEnd)
        {
            var at = _parser.Current!.Start;
            var key = ReadPart(depth + 1);
            Next();
            var value = ReadPart(depth + 1);
            Next();
            if (key is not YamlPart.Scalar name)
            {
                Add("SW1006", at, "A key is a text.", "Write: key: value.");
            }
            else if (!seen.Add(name.Text))
            {
                Add("SW1004", at, $"'{Short(name.Text)}' is written twice.", "Keep one of the two.");
            }
            else
            {
                pairs.Add(new(name, value));
            }
        }

        return new(Line(start), Column(start), pairs);
    }

    private YamlPart.Sequence ReadSequence(Mark start, int depth)
    {
        var parts = new List<YamlPart>();
        Next();
        while (_parser.Current is not SequenceEnd)
        {
            parts.Add(ReadPart(depth + 1));
            Next();
        }

        return new(Line(start), Column(start), parts);
    }

    private void Bound(int depth, Mark at)
    {
        if (depth > MostDepth)
        {
            Stop(at, "This is nested too deeply.", $"At most {MostDepth} levels are read.");
        }

        if (++_parts > MostParts)
        {
            Stop(at, "The file holds too much.", $"At most {MostParts:N0} keys and values are read.");
        }
    }

    [DoesNotReturn]
    private void Stop(Mark at, string message, string allowed)
    {
        Add("SW1002", at, message, allowed);
        _stopped = true;
        throw new YamlException(at, at, message);
    }

    private void Next()
    {
        if (!_parser.MoveNext())
        {
            var at = _parser.Current?.End ?? Mark.Empty;
            throw new YamlException(at, at, "The text ends too early.");
        }
    }

    private void Add(string code, Mark at, string message, string allowed) =>
        _faults.Add(new(code, _file, Line(at), Column(at), message, allowed));

    private int Line(Mark at) => _linesAbove + Math.Max(1, (int)at.Line);

    private static int Column(Mark at) => Math.Max(1, (int)at.Column);

    private static string Short(string text) => text.Length <= 60 ? text : text[..60] + "…";

    private static string Sentence(string message)
    {
        var said = message.ReplaceLineEndings(" ").Trim();
        return said.EndsWith('.') ? said : said + ".";
    }
}
