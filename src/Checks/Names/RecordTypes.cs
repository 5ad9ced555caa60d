using Slipway.Checks.Looks;

namespace Slipway.Checks.Names;

/// <summary>The kinds of records that are read (RFC 1035, 3596, 2782, 8659).</summary>
internal enum RecordType
{
    A = 1,
    Ns = 2,
    Cname = 5,
    Soa = 6,
    Ptr = 12,
    Mx = 15,
    Txt = 16,
    Aaaa = 28,
    Srv = 33,
    Caa = 257,
}

/// <summary>Their names.</summary>
internal static class RecordTypes
{
    private static readonly (string Name, RecordType Type)[] All =
    [
        .. Enum.GetValues<RecordType>().Select(it => (it.ToString().ToLowerInvariant(), it)),
    ];

    /// <summary>All of them, for people.</summary>
    public static string Words { get; } = string.Join(", ", All.Select(it => $"`{it.Name}`"));

    public static RecordType Of(SettingReader settings)
    {
        var said = settings.OneOf("type", "a", [.. All.Select(it => it.Name)]);
        return All.FirstOrDefault(it => it.Name == said) is { Name: not null } found ? found.Type : RecordType.A;
    }

    /// <summary>As people write it: <c>AAAA</c>.</summary>
    public static string Shown(this RecordType type) => type.ToString().ToUpperInvariant();
}
