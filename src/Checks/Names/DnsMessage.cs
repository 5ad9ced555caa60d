namespace Slipway.Checks.Names;

/// <summary>An answer, taken apart (RFC 1035, 4).</summary>
internal sealed class DnsMessage
{
    private const int MostRecords = 2000;
    private const int Internet = 1;

    private readonly List<(string Owner, int Type, long Ttl, string Content)> _records = [];
    private readonly int _flags;

    private DnsMessage(int flags) => _flags = flags;

    public int Code => _flags & 15;

    public bool Truncated => (_flags & 0x0200) != 0;

    private bool Proved => (_flags & 0x0020) != 0;

    /// <summary>Whether the bytes answer this question; others are none of ours and are passed over.</summary>
    public static bool Answers(byte[] bytes, ushort id, DnsQuestion question)
    {
        try
        {
            var reader = new DnsReader(bytes);
            return reader.Word() == id
                && (reader.Word() & 0x8000) != 0
                && reader.Word() == 1
                && reader.Taken(6).Length == 6
                && reader.Name() == question.Name
                && reader.Word() == (int)question.Type
                && reader.Word() == Internet;
        }
        catch (DnsFaultException)
        {
            return false;
        }
    }

    /// <summary>The answer section; a message that was cut is not read further than its head.</summary>
    /// <exception cref="DnsFaultException">It is not as it should be.</exception>
    public static DnsMessage Read(byte[] bytes, DnsQuestion question)
    {
        var reader = new DnsReader(bytes);
        reader.Taken(2);
        var message = new DnsMessage(reader.Word());
        reader.Taken(2);
        var count = reader.Word();
        reader.Taken(4);
        reader.Name();
        reader.Taken(4);
        if (message.Truncated)
        {
            return message;
        }

        for (var i = 0; i < count; i++)
        {
            if (i == MostRecords)
            {
                throw new DnsFaultException($"the answer has more than {MostRecords} records");
            }

            message.Add(reader, question.Type);
        }

        return message;
    }

    /// <summary>What is said of the name: aliases are followed through the answer, records of other names do not count.</summary>
    public DnsAnswer For(DnsQuestion question, string resolver)
    {
        var (owner, aliases) = (question.Name, new List<string>());
        var ttl = long.MaxValue;
        while (
            question.Type != RecordType.Cname
            && _records.FirstOrDefault(it => it.Owner == owner && it.Type == (int)RecordType.Cname) is { Content: { } target } alias
            && !aliases.Contains(target)
        )
        {
            aliases.Add(target);
            (owner, ttl) = (target, Math.Min(ttl, alias.Ttl));
        }

        var found = _records.Where(it => it.Owner == owner && it.Type == (int)question.Type).ToList();
        return new()
        {
            Resolver = resolver,
            Problem = found.Count == 0 && !KnowsToTheEnd(aliases) ? "it only refers to other servers" : null,
            Exists = Code == 0,
            Records = [.. found.Select(it => it.Content).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)],
            Aliases = aliases,
            TtlSeconds = found.Count == 0 ? null : Math.Min(ttl, found.Min(it => it.Ttl)),
            Proved = Proved,
        };
    }

    /// <summary>A server that does not ask others knows its own zones only: behind an alias that leads out of them it knows nothing.</summary>
    private bool KnowsToTheEnd(List<string> aliases) => (_flags & 0x0080) != 0 || (_flags & 0x0400) != 0 && aliases.Count == 0;

    private void Add(DnsReader reader, RecordType wanted)
    {
        var owner = reader.Name();
        var (type, kind, ttl, length) = (reader.Word(), reader.Word(), reader.Long(), reader.Word());
        if (kind != Internet || type != (int)wanted && type != (int)RecordType.Cname)
        {
            reader.Taken(length);
            return;
        }

        // A time with its highest bit set is none (RFC 2181, 8).
        _records.Add((owner, type, ttl > int.MaxValue ? 0 : ttl, reader.Content((RecordType)type, length)));
    }
}
