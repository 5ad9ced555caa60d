using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Slipway.Checks.Config;

/// <summary>The model of a YAML text is built by recursion, so one that is nested without end would end the process.</summary>
internal sealed class DepthLimit(IParser inner) : IParser
{
    private const int Deepest = 100;
    private int _depth;

    public ParsingEvent? Current => inner.Current;

    public bool MoveNext()
    {
        var moved = inner.MoveNext();
        _depth += inner.Current?.NestingIncrease ?? 0;
        return _depth <= Deepest ? moved : throw new YamlException("nested too deep");
    }
}
