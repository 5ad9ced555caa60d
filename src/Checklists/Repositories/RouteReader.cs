using System.Globalization;
using System.Text.RegularExpressions;

namespace Slipway.Checklists.Repositories;

/// <summary>A path that the code answers.</summary>
/// <param name="Template">As declared, evened out: parameters are <c>{}</c>, it begins with a slash and ends without one.</param>
internal sealed record Route(string Template)
{
    /// <summary>Its last part; <c>{}</c> when there is a parameter in it.</summary>
    public string End => Paths.Name(Template) is var last && last.Contains("{}", StringComparison.Ordinal) ? "{}" : last;

    /// <summary>True when a path is this route, or ends in it behind a prefix that is mounted elsewhere.</summary>
    public bool Answers(string path)
    {
        var own = Template.Split('/', StringSplitOptions.RemoveEmptyEntries);
        var asked = path.Split('/', StringSplitOptions.RemoveEmptyEntries);
        if (own.Length == 0 || own.All(it => it == "{}"))
        {
            return false;
        }

        var wild = own[^1] == "*";
        var count = wild ? own.Length - 1 : own.Length;
        for (var skip = 0; skip + count <= asked.Length; skip++)
        {
            if ((wild || skip + count == asked.Length) && Fits(own.AsSpan(0, count), asked.AsSpan(skip, count)))
            {
                return true;
            }
        }

        return false;
    }

    private static bool Fits(ReadOnlySpan<string> own, ReadOnlySpan<string> asked)
    {
        for (var i = 0; i < own.Length; i++)
        {
            if (!own[i].Contains("{}", StringComparison.Ordinal) && !string.Equals(own[i], asked[i], StringComparison.OrdinalIgnoreCase))
            {
                return false;
            }
        }

        return true;
    }
}

/// <summary>Finds the routes of the common frameworks, of OpenAPI documents and of reverse proxies.</summary>
internal static partial class RouteReader
{
    private static readonly string[] Hints =
    [
        "route",
        "Route",
        "get(",
        "GET(",
        "post(",
        "Map",
        "Mapping",
        "resources",
        "Handle",
        "path(",
        "use(",
    ];

    public static IEnumerable<Route> InCode(string path, string text)
    {
        if (FileRoute(path) is { } file)
        {
            yield return Of(file);
        }

        if (!Hints.Any(it => text.Contains(it, StringComparison.Ordinal)))
        {
            yield break;
        }

        var prefix = ControllerPrefix(path, text);
        foreach (Match found in Declared().Matches(text))
        {
            yield return Of(found.Groups["path"].Value);
        }

        foreach (Match found in Attribute().Matches(text))
        {
            var own = found.Groups["path"].Value;
            yield return Of(own.StartsWith('/') && !IsJava(path) ? own : $"{prefix}/{own}");
        }

        foreach (Match found in Resources().Matches(text))
        {
            yield return Of($"/{found.Groups[1].Value}");
            yield return Of($"/{found.Groups[1].Value}/{{id}}");
        }
    }

    public static IEnumerable<Route> InConfiguration(string path, string text)
    {
        if (text.Contains("openapi", StringComparison.Ordinal) || text.Contains("swagger", StringComparison.Ordinal))
        {
            foreach (Match found in OpenApiPath().Matches(text))
            {
                yield return Of(found.Groups[1].Value);
            }
        }

        if (path.EndsWith(".conf", StringComparison.Ordinal))
        {
            foreach (Match found in Location().Matches(text))
            {
                yield return Of(
                    found.Groups[2].Value.TrimEnd('/') is { Length: > 1 } own && !found.Groups[1].Success
                        ? own + "/*"
                        : found.Groups[2].Value
                );
            }
        }
    }

    public static IEnumerable<int> PortsIn(string text) =>
        text.Contains("isten", StringComparison.Ordinal)
        || text.Contains("PORT", StringComparison.Ordinal)
        || text.Contains("port=", StringComparison.Ordinal)
            ? Listening().Matches(text).Select(it => int.Parse(it.Groups[1].Value, CultureInfo.InvariantCulture))
            : [];

    private static Route Of(string declared)
    {
        var plain = Parameter().Replace(declared.Trim(), "{}").TrimEnd('/');
        return new(plain.StartsWith('/') ? plain : "/" + plain);
    }

    /// <summary>Next.js: the file is the route.</summary>
    private static string? FileRoute(string path)
    {
        var found = NextRoute().Match(path);
        return found.Success ? "/" + Group().Replace(found.Groups["path"].Value, "").Replace("/index", "", StringComparison.Ordinal) : null;
    }

    /// <summary>What stands above the methods of a controller: <c>[Route("api/[controller]")]</c>, <c>@RequestMapping("/orders")</c>.</summary>
    private static string ControllerPrefix(string path, string text)
    {
        var found = ClassRoute().Match(text);
        if (!found.Success)
        {
            return "";
        }

        var name = Path.GetFileNameWithoutExtension(path).Replace("Controller", "", StringComparison.Ordinal);
        return found.Groups["path"].Value.Replace("[controller]", name, StringComparison.Ordinal);
    }

    private static bool IsJava(string path) =>
        path.EndsWith(".java", StringComparison.Ordinal) || path.EndsWith(".kt", StringComparison.Ordinal);

    [GeneratedRegex(
        @"(?:\b(?:get|post|put|patch|delete|head|all|use|route|GET|POST|PUT|PATCH|DELETE|Handle|HandleFunc|MapGet|MapPost|MapPut|MapPatch|MapDelete|MapHealthChecks|MapGroup|match|add_url_rule|path|re_path)\s*\(\s*r?|^\s*(?:get|post|put|patch|delete)\s+)[""'`](?:(?:GET|POST|PUT|PATCH|DELETE) )?(?<path>/[^""'`\s]{0,120}|[a-z][\w-]*/[^""'`\s]{0,120})[""'`]",
        RegexOptions.Multiline
    )]
    private static partial Regex Declared();

    [GeneratedRegex(
        @"(?:\[Http(?:Get|Post|Put|Patch|Delete)\(\s*|@(?:Get|Post|Put|Patch|Delete|Request)Mapping\(\s*(?:value\s*=\s*|path\s*=\s*)?|@(?:Get|Post|Put|Patch|Delete)\(\s*)[""'](?<path>[^""'\n]{1,120})[""']"
    )]
    private static partial Regex Attribute();

    [GeneratedRegex(
        @"(?:\[Route\(\s*|@RequestMapping\(\s*(?:value\s*=\s*|path\s*=\s*)?|@Controller\(\s*|APIRouter\([^)\n]{0,80}prefix\s*=\s*)[""'](?<path>[^""'\n]{1,120})[""']"
    )]
    private static partial Regex ClassRoute();

    [GeneratedRegex(@"(?:^\s*resources?\s+:|(?:apiResource|resource)\(\s*[""'])([a-z_-]+)", RegexOptions.Multiline)]
    private static partial Regex Resources();

    [GeneratedRegex(@"^\s{0,8}[""']?(/[A-Za-z0-9_{}/.-]{0,120})[""']?\s*:", RegexOptions.Multiline)]
    private static partial Regex OpenApiPath();

    [GeneratedRegex(@"\blocation\s+(=\s*)?(/[\w/.-]{0,100})")]
    private static partial Regex Location();

    [GeneratedRegex(@"(?:\.listen\(\s*|PORT[""')\]]{0,3}\s*(?:\|\||\?\?|,)\s*[""']?|\bport\s*=\s*)([0-9]{2,5})\b")]
    private static partial Regex Listening();

    [GeneratedRegex(@"\{[^}/]*\}|:[A-Za-z_]\w*\??|<[^>/]*>|\[[^\]/]*\]|\$\{[^}/]*\}")]
    private static partial Regex Parameter();

    [GeneratedRegex(@"(?:^|/)(?:src/)?(?:app/(?<path>.+)/route|pages/(?<path>api/.+))\.[jt]sx?$")]
    private static partial Regex NextRoute();

    [GeneratedRegex(@"\([^)/]*\)/")]
    private static partial Regex Group();
}
