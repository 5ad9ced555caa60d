using System.Net;
using Slipway.Checks.Looks;

namespace Slipway.Checks.Names;

/// <summary>What must be answered.</summary>
/// <param name="Records">In the form of <see cref="DnsReader.Content"/>; null when any record will do, empty when there must be none.</param>
/// <param name="AmongOthers">Whether there may be others.</param>
/// <param name="MostTtl">Longest time that it may be kept; null for any.</param>
/// <param name="Proved">Whether every resolver must have proved it.</param>
internal sealed record WantedRecords(IReadOnlyList<string>? Records, bool AmongOthers, TimeSpan? MostTtl, bool Proved)
{
    public static WantedRecords Of(SettingReader settings, RecordType type)
    {
        IReadOnlyList<string>? records = null;
        if (settings.Text("value") is { } text)
        {
            var said = text.Split(" and ", StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
            records = said is ["none"]
                ? []
                : [.. said.Select(it => Even(it, type)).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
            if (said.Length == 0)
            {
                settings.Fault("dns: value is empty; say none where there must be no record.");
            }
        }

        return new(
            records,
            settings.OneOf("match", "exact", "exact", "contains") == "contains",
            settings.Raw("max-ttl") is null ? null : settings.Duration("max-ttl", TimeSpan.FromMinutes(5)),
            settings.OneOf("dnssec", "no", "yes", "no") == "yes"
        );
    }

    /// <summary>The one form of a value that people write in several.</summary>
    private static string Even(string value, RecordType type)
    {
        switch (type)
        {
            case RecordType.A or RecordType.Aaaa:
                return IPAddress.TryParse(value, out var address) ? address.ToString() : value;
            case RecordType.Txt:
                return value is ['"', .. var inner, '"'] ? inner : value;
            case RecordType.Caa:
                var parts = value.Split((char[]?)null, 3, StringSplitOptions.RemoveEmptyEntries);
                return parts.Length == 3 ? $"{parts[0]} {parts[1].ToLowerInvariant()} \"{parts[2].Trim('"')}\"" : value;
            default:
                var words = value.ToLowerInvariant().Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
                return string.Join(' ', words.Select(it => it.Length > 1 ? it.TrimEnd('.') : it));
        }
    }
}
