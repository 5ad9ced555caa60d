using System.Globalization;
using System.Text.Json.Nodes;

namespace Slipway.Kernel;

/// <summary>Plain paths into a JSON value: <c>$.a.b[0]['c']</c>. Source: the member and index steps of RFC 9535.</summary>
public static class JsonPath
{
    /// <summary>Follows the path; found is false when a step leads nowhere. <c>length</c> of a list is the number of its elements.</summary>
    public static (bool Found, JsonNode? Value) Find(JsonNode? root, string path)
    {
        var current = root;
        var rest = path.StartsWith('$') ? path[1..] : path;
        while (rest.Length > 0)
        {
            (var step, rest) = Step(rest);
            switch (current)
            {
                case JsonObject members when members.TryGetPropertyValue(step, out var member):
                    current = member;
                    break;
                case JsonArray elements
                    when int.TryParse(step, NumberStyles.None, CultureInfo.InvariantCulture, out var index) && index < elements.Count:
                    current = elements[index];
                    break;
                case JsonArray elements when step is "length":
                    current = JsonValue.Create(elements.Count);
                    break;
                default:
                    return (false, null);
            }
        }

        return (true, current);
    }

    private static (string Step, string Remaining) Step(string path)
    {
        if (path[0] == '[')
        {
            var close = path.IndexOf(']', StringComparison.Ordinal);
            return close < 0 ? (path[1..], "") : (path[1..close].Trim('\'', '"'), path[(close + 1)..]);
        }

        var start = path[0] == '.' ? 1 : 0;
        var end = path.AsSpan(start).IndexOfAny('.', '[');
        return end < 0 ? (path[start..], "") : (path[start..(start + end)], path[(start + end)..]);
    }
}
