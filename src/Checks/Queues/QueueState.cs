using System.Globalization;
using System.Text.Json.Nodes;
using Slipway.Checks.Looks;
using Slipway.Kernel;

namespace Slipway.Checks.Queues;

/// <summary>What was seen of a queue; what is null cannot be known of it.</summary>
internal sealed record QueueState
{
    /// <summary>Jobs that wait to be taken.</summary>
    public required long Depth { get; init; }

    /// <summary>Jobs that were taken and are not done.</summary>
    public long? Unacknowledged { get; init; }

    /// <summary>Jobs that failed for good.</summary>
    public long? Dead { get; init; }

    /// <summary>Who takes jobs.</summary>
    public long? Consumers { get; init; }

    /// <summary>Since when the oldest waits; null where none does, or where it is not known.</summary>
    public DateTimeOffset? Oldest { get; init; }

    /// <summary>Whether <see cref="Oldest"/> says it: with jobs that wait and no moment, it does not.</summary>
    public bool KnowsOldest => Oldest is not null || (Depth == 0 && Unacknowledged is null or 0);

    /// <summary>Nothing is taken until somebody says go on.</summary>
    public bool Paused { get; init; }

    /// <summary>What the server says of the queue's own health, where it is not well.</summary>
    public string? Unwell { get; init; }

    /// <summary>Further facts, by name.</summary>
    public IReadOnlyDictionary<string, JsonNode?> More { get; init; } = new Dictionary<string, JsonNode?>();

    /// <summary>Tells the facts and what is wrong.</summary>
    /// <exception cref="NotSeenException">A bound is asked for that cannot be held against anything.</exception>
    public void Tell(QueueDemands wanted, DateTimeOffset now, Account account)
    {
        var age = Oldest is { } since ? now - since : (TimeSpan?)null;
        Facts(age, account);
        if (Unwell is { } unwell)
        {
            account.Flaw($"the queue {wanted.Name} is {unwell}");
        }

        if (Paused && !wanted.Paused)
        {
            account.Flaw($"the queue {wanted.Name} is paused");
        }

        Most(account, Depth, wanted.Depth, $"jobs wait in {wanted.Name}");
        Most(account, Dead, wanted.MaxDead, wanted.Dead is { } dead ? $"dead jobs are in {dead}" : $"jobs of {wanted.Name} failed");
        if (Consumers < wanted.Consumers)
        {
            account.Flaw(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{Consumers} consumers take jobs of {wanted.Name}, fewer than {wanted.Consumers}"
                )
            );
        }

        if (wanted.Age is { } longest)
        {
            Waits(age, longest, wanted.Name, now, account);
        }
    }

    private void Waits(TimeSpan? age, TimeSpan longest, string name, DateTimeOffset now, Account account)
    {
        if (!KnowsOldest)
        {
            throw new NotSeenException($"Jobs wait in {name}, and the server does not tell since when.");
        }

        if (age < TimeSpan.FromMinutes(-5))
        {
            throw new NotSeenException(
                $"The oldest job of {name} is from the future ({Oldest:yyyy-MM-ddTHH:mm:ssZ}, and it is {now:yyyy-MM-ddTHH:mm:ssZ})."
            );
        }

        if (age > longest)
        {
            account.Flaw(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"the oldest job of {name} waits for {age.Value.TotalSeconds:0} s, longer than {Durations.Write(longest)}"
                )
            );
        }
    }

    private void Facts(TimeSpan? age, Account account)
    {
        account.Facts["depth"] = Depth;
        account.Facts["unacknowledged"] = Unacknowledged;
        account.Facts["dead"] = Dead;
        account.Facts["consumers"] = Consumers;
        account.Facts["oldestSeconds"] = age is { } time ? Math.Round(time.TotalSeconds, 1) : null;
        foreach (var (name, fact) in More)
        {
            account.Facts[name] = fact;
        }

        account.Value = new(Depth, "");
        account.Counts["depth"] = Depth;
        foreach (var (name, count) in new[] { ("unacknowledged", Unacknowledged), ("dead", Dead), ("consumers", Consumers) })
        {
            if (count is { } number)
            {
                account.Counts[name] = number;
            }
        }
    }

    private static void Most(Account account, long? seen, long? most, string what)
    {
        if (seen > most)
        {
            account.Flaw(string.Create(CultureInfo.InvariantCulture, $"{seen} {what}, more than {most}"));
        }
    }
}
