using System.Globalization;
using System.Xml;

namespace Slipway.Checks.Reports;

/// <summary>A report in XML, read element by element, within limits; nothing that it names is fetched.</summary>
internal sealed class ReportXml : IDisposable
{
    private const int MostDepth = 64;
    private const int MostElements = 20_000_000;

    private readonly FileStream _stream;
    private readonly XmlReader _reader;
    private readonly string _shown;
    private readonly CancellationToken _ct;
    private int _elements;

    private ReportXml(ReportFile file, bool mayDeclareType, CancellationToken ct)
    {
        (_shown, _ct) = (file.Shown, ct);
        _stream = file.Open();
        _reader = XmlReader.Create(
            _stream,
            new()
            {
                DtdProcessing = mayDeclareType ? DtdProcessing.Ignore : DtdProcessing.Prohibit,
                XmlResolver = null,
                IgnoreComments = true,
                IgnoreProcessingInstructions = true,
                IgnoreWhitespace = true,
                CheckCharacters = false,
                MaxCharactersInDocument = 256 * 1024 * 1024,
            }
        );
    }

    /// <summary>Name of the element without a namespace prefix.</summary>
    public string Name => _reader.LocalName;

    /// <summary>Whether it is the beginning of an element, not the end.</summary>
    public bool Begins => _reader.NodeType == XmlNodeType.Element;

    /// <summary>Whether the element has no content and therefore no end of its own.</summary>
    public bool IsEmpty => _reader.IsEmptyElement;

    /// <summary>Depth of the element; the root has 0.</summary>
    public int Depth => _reader.Depth;

    /// <summary>Reads a whole report; what is no XML, or torn, is an <see cref="UnreadableReport"/>.</summary>
    /// <param name="file">The file.</param>
    /// <param name="mayDeclareType">Whether a document type declaration is skipped; otherwise it is refused.</param>
    /// <param name="read">Is called once, standing at the root element.</param>
    /// <param name="ct">Ends the reading.</param>
    public static T Read<T>(ReportFile file, bool mayDeclareType, Func<ReportXml, T> read, CancellationToken ct)
    {
        try
        {
            using var xml = new ReportXml(file, mayDeclareType, ct);
            if (!xml.Next())
            {
                throw new UnreadableReport($"{file.Shown} is empty.");
            }

            var result = read(xml);
            while (xml.Next())
            {
                // To the end: what is torn behind the part that was read is torn.
            }

            return result;
        }
        catch (XmlException torn)
        {
            throw new UnreadableReport(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{file.Shown} cannot be read at line {torn.LineNumber}: it is torn, or no XML report."
                )
            );
        }
    }

    /// <summary>Goes to the next beginning or end of an element; false at the end of the document.</summary>
    public bool Next()
    {
        while (_reader.Read())
        {
            if (_reader.NodeType is not (XmlNodeType.Element or XmlNodeType.EndElement))
            {
                continue;
            }

            if (_reader.Depth > MostDepth || ++_elements > MostElements)
            {
                throw new UnreadableReport($"{_shown} is nested deeper, or has more elements, than is read.");
            }

            if (_elements % 256 == 0)
            {
                _ct.ThrowIfCancellationRequested();
            }

            return true;
        }

        return false;
    }

    /// <summary>The attribute, or null.</summary>
    public string? this[string attribute] => _reader.GetAttribute(attribute);

    /// <summary>The text right behind the beginning of the element, at most 1000 characters; empty when there is none.</summary>
    public string Text()
    {
        if (_reader.IsEmptyElement || !_reader.Read() || _reader.NodeType is not (XmlNodeType.Text or XmlNodeType.CDATA))
        {
            return "";
        }

        return _reader.Value.Length > 1_000 ? _reader.Value[..1_000] : _reader.Value;
    }

    /// <summary>A whole number of an attribute; null when it is missing or none.</summary>
    public long? Number(string attribute) =>
        long.TryParse(_reader.GetAttribute(attribute), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    /// <summary>Seconds of an attribute, as <c>1.5</c>; null when it is missing or none.</summary>
    public double? Seconds(string attribute) =>
        double.TryParse(
            _reader.GetAttribute(attribute),
            NumberStyles.AllowDecimalPoint | NumberStyles.AllowThousands | NumberStyles.AllowExponent,
            CultureInfo.InvariantCulture,
            out var number
        ) && number is >= 0 and < 1e9
            ? number
            : null;

    /// <inheritdoc/>
    public void Dispose()
    {
        _reader.Dispose();
        _stream.Dispose();
    }
}
