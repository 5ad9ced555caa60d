using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace Slipway.Cli.Topics;

/// <summary>Collects the words of Markdown's inlines.</summary>
internal sealed class Collector(List<Word> words, bool colour)
{
    /// <summary>Whether a blank stood before the next word.</summary>
    private bool _open = true;

    public void Add(Inline? inline, Ink ink)
    {
        switch (inline)
        {
            case LinkInline link:
                AddAll(link, ink);
                AddTarget(link);
                break;
            case EmphasisInline strong:
                AddAll(strong, Ink.Strong);
                break;
            case ContainerInline all:
                AddAll(all, ink);
                break;
            case CodeInline code:
                AddText(colour ? code.Content : $"`{code.Content}`", Ink.Code);
                break;
            case LiteralInline literal:
                AddText(literal.Content.ToString(), ink);
                break;
            case AutolinkInline address:
                AddText(address.Url, ink);
                break;
            case HtmlEntityInline entity:
                AddText(entity.Transcoded.ToString(), ink);
                break;
            case LineBreakInline:
                _open = true;
                break;
        }
    }

    private void AddAll(ContainerInline inlines, Ink ink)
    {
        foreach (var it in inlines)
        {
            Add(it, ink);
        }
    }

    private void AddText(string text, Ink ink)
    {
        var at = 0;
        while (at < text.Length)
        {
            if (text[at] == ' ')
            {
                _open = true;
                at++;
                continue;
            }

            var end = text.IndexOf(' ', at) is var blank and >= 0 ? blank : text.Length;
            words.Add(new(text[at..end], ink, Glued()));
            at = end;
        }
    }

    /// <summary>A link to another guide says how it is read here, unless its words do already; one to outside shows its address.</summary>
    private void AddTarget(LinkInline link)
    {
        var topic = Path.GetFileNameWithoutExtension(link.Url?.Split('#')[0]) ?? "";
        var said = string.Concat(link.Descendants<LiteralInline>().Select(it => it.Content.ToString()));
        if (Guide.Topics.Contains(topic))
        {
            if (!said.Replace(' ', '-').Equals(topic, StringComparison.OrdinalIgnoreCase))
            {
                AddText($" (slipway help {topic})", Ink.Plain);
            }
        }
        else if (link.Url is { } url && url.StartsWith("http", StringComparison.Ordinal) && said != url)
        {
            AddText($" ({url})", Ink.Plain);
        }
    }

    private bool Glued()
    {
        var glued = !_open;
        _open = false;
        return glued;
    }
}
