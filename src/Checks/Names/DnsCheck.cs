using Slipway.Checks.Looks;
using Slipway.Kernel;

namespace Slipway.Checks.Names;

/// <summary>
/// The records of a name, asked of several resolvers: what they say, whether they agree, how long it is kept. That a name is not
/// there is an answer; a resolver that fails or stays silent has given none.
/// </summary>
internal sealed class DnsCheck : ICheck
{
    public string Kind => "dns";

    public IReadOnlyList<CheckSetting> Settings { get; } =
    [
        new("name", Required: true, "The name; for PTR an address too."),
        new("type", Required: false, $"Kind of record: {RecordTypes.Words}. Default `a`."),
        new(
            "value",
            Required: false,
            "What must be answered, several with ` and ` between, in the form in which it is told; `none` where there must be no record. Where nothing is said any record will do."
        ),
        new("match", Required: false, "`exact` (default): these records and no others; `contains`: these among others."),
        new(
            "resolvers",
            Required: false,
            "Addresses of the resolvers that must agree, with commas between: `1.1.1.1,8.8.8.8:53`. Default those of the machine."
        ),
        new(
            "max-ttl",
            Required: false,
            "Longest time that an answer may be kept, for instance `5m` before a move. Where nothing is said any will do."
        ),
        new("dnssec", Required: false, "`yes`: every resolver must say that it proved the answer; `no` (default): it is told as a fact."),
        Look.Timeout,
    ];

    public Expectation? DefaultExpectation { get; } = Expectation.Parse("count flaws = 0");

    public Task<Observation> LookAsync(CheckSpec spec, Surroundings here, CancellationToken ct) =>
        Look.AtAsync(this, spec, here, AskAsync, ct);

    private static async Task<Observation> AskAsync(SettingReader settings, CancellationToken ct)
    {
        var type = RecordTypes.Of(settings);
        var question = DnsQuestion.Of(settings, type);
        var wanted = WantedRecords.Of(settings, type);
        var resolvers = await Resolvers.OfAsync(settings, ct);
        settings.Check();
        var answers = await Task.WhenAll(resolvers.Select(it => new DnsClient(it, settings.Here.Clock).AskAsync(question, ct)));
        var silent = answers.Where(it => it.Problem is not null).ToList();
        if (silent.Count > 0)
        {
            return Observation.Unseen(string.Join("; ", silent.Select(it => $"{it.Resolver} gave no answer that counts: {it.Problem}")));
        }

        var account = new Account();
        Agreement.Tell(question, wanted, answers, account);
        return account.Seen();
    }
}
