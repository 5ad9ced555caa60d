using Slipway.Checks.Looks;

namespace Slipway.Checks.Queues;

/// <summary>What is asked of a queue, and what it is held against.</summary>
internal sealed record QueueDemands(
    string Name,
    string Prefix,
    string? Group,
    string VirtualHost,
    long? Depth,
    TimeSpan? Age,
    string? Dead,
    long MaxDead,
    long Consumers,
    TimeSpan SeenWithin,
    bool Paused,
    bool MayBeAbsent
)
{
    private const int Most = 2_000_000_000;

    /// <summary>Reads them; one that the form of the queue cannot answer is a fault, since it would look as if it were kept.</summary>
    public static QueueDemands Read(SettingReader settings, string form)
    {
        var group = settings.Text("group");
        var wanted = new QueueDemands(
            settings.Text("name") ?? "",
            settings.Text("prefix") ?? "bull",
            group,
            settings.Text("vhost") ?? "/",
            settings.Raw("max-depth") is null ? null : settings.Whole("max-depth", 0, 0, Most),
            settings.Raw("max-age") is null ? null : settings.Duration("max-age", TimeSpan.FromMinutes(1)),
            settings.Text("dead"),
            settings.Whole("max-dead", 0, 0, Most),
            settings.Whole("consumers", 1, 0, 100_000),
            settings.Duration("seen-within", TimeSpan.FromMinutes(1)),
            settings.OneOf("paused", "no", "yes", "no") == "yes",
            settings.OneOf("may-be-absent", "no", "yes", "no") == "yes"
        );
        Only(settings, form is "bullmq", form, "prefix", "paused");
        Only(settings, form is "stream", form, "group");
        Only(settings, form is "rabbitmq", form, "vhost");
        Only(settings, form is not "list", form, "max-age");
        Only(settings, form is not "bullmq", form, "dead");
        Only(settings, form is "bullmq" || wanted.Dead is not null, "this queue without dead=", "max-dead");
        Only(settings, form is "rabbitmq" || group is not null, $"{form} without group", "consumers");
        Only(settings, group is not null, $"{form} without group", "seen-within");
        Only(settings, form is "list" or "stream", form, "may-be-absent");
        if (wanted.Name.Length > 1000 || wanted.Dead?.Length is 0 or > 1000 || group?.Length is 0 or > 1000)
        {
            settings.Fault("queue: a name has 1 to 1000 characters.");
        }

        return wanted;
    }

    /// <summary>Whether a pass would say no more than that the queue is there.</summary>
    public bool HoldsNothing(string form) =>
        Depth is null && Age is null && Dead is null && form is "list" or "stream" && (Group is null || Consumers == 0);

    private static void Only(SettingReader settings, bool known, string form, params string[] names)
    {
        foreach (var name in names.Where(it => !known && settings.Raw(it) is not null))
        {
            settings.Fault($"queue: {form} has no {name}.");
        }
    }
}
