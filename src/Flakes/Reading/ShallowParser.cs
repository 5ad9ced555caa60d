using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Slipway.Flakes.Reading;

/// <summary>Refuses YAML that is nested deeper than a list of entries: the model of a text is built by recursion, and would end the process.</summary>
internal sealed class ShallowParser(IParser inner) : IParser
{
    private const int Deepest = 16;
    private int _depth;

    public ParsingEvent? Current => inner.Current;

    public bool MoveNext()
    {
        var moved = inner.MoveNext();
        _depth += inner.Current?.NestingIncrease ?? 0;
        return _depth <= Deepest ? moved : throw new YamlException("nested too deep");
    }
}
