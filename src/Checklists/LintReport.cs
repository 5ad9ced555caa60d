using Slipway.Kernel;

namespace Slipway.Checklists;

/// <summary>What the linter says of one document.</summary>
public sealed record LintReport
{
    /// <summary>The path as it was given.</summary>
    public required string File { get; init; }

    /// <summary>The document's title.</summary>
    public required string Title { get; init; }

    /// <summary>What was found, in document order.</summary>
    public required IReadOnlyList<Finding> Findings { get; init; }

    /// <summary>How many findings the document's author answered with a comment and a reason.</summary>
    public required int Ignored { get; init; }

    /// <summary>False when there was no repository to hold references against.</summary>
    public required bool KnowsRepository { get; init; }

    /// <summary>What a machine can prove.</summary>
    public required ProofShares Shares { get; init; }

    /// <summary>The five that a person should see first.</summary>
    public IReadOnlyList<Finding> Worst => WorstFirst.Five(Findings);

    /// <summary>True when nothing was found at this severity or above.</summary>
    public bool Holds(Severity at) => !Findings.Any(it => it.Severity >= at);
}

/// <summary>How many of a document's claims a machine proves.</summary>
/// <param name="Claims">All claims on the way forward.</param>
/// <param name="AsWritten">Proved by a machine as they are written.</param>
/// <param name="WithBindings">Proved with what the settings of the environment name as well.</param>
/// <param name="WithChecks">Proved once every source that a built-in check could ask is named.</param>
/// <param name="People">Said by people, whatever is bound.</param>
/// <param name="InPart">Of those that a machine proves: in part only, and the rest is said by people.</param>
public sealed record ProofShares(int Claims, int AsWritten, int WithBindings, int WithChecks, int People, int InPart)
{
    /// <summary>The claims of a plan: its work on the way forward, each once.</summary>
    public static IReadOnlyList<PlanItem> ClaimsOf(Plan plan) =>
        [
            .. plan.Items.Where(it =>
                it.Forward
                && it.Kind is not (ItemKind.HeadingGroup or ItemKind.Field)
                && it.InsideBlock is null
                && !(it.AttachedTo is not null && it.Commands.Count > 0)
            ),
        ];

    /// <summary>How a claim of this plan is proved in an environment, as a run would carry it out.</summary>
    public static ClaimProof ProofOf(PlanItem claim, Plan plan, EnvironmentSpec? environment) =>
        claim.Proof != Proof.Machine && !IsBound(plan, claim, environment) ? ClaimProof.Nothing
        : claim.Proves is not null || claim.Proof != Proof.Machine && Bindings.In(plan, claim, environment) is { Rest: not null }
            ? ClaimProof.InPart
        : ClaimProof.Whole;

    /// <summary>Counted over a plan; <paramref name="environment"/> may be null.</summary>
    public static ProofShares Of(Plan plan, EnvironmentSpec? environment)
    {
        var claims = ClaimsOf(plan);
        var machine = claims.Count(it => it is { Proof: Proof.Machine, CheckIsOfSettings: false });
        var others = claims.Where(it => it.Proof != Proof.Machine || it.CheckIsOfSettings).ToList();
        var unbound = others.Count(it =>
            it.Proof is Proof.Binding or Proof.Machine || IsBound(plan, it, environment) || Bindings.CouldBeBound(it)
        );
        return new(
            claims.Count,
            machine,
            machine + others.Count(it => ProofOf(it, plan, environment) != ClaimProof.Nothing),
            machine + unbound,
            others.Count - unbound,
            claims.Count(it => ProofOf(it, plan, environment) == ClaimProof.InPart)
        );
    }

    private static bool IsAbsolute(string? url) => url?.Contains("://", StringComparison.Ordinal) ?? false;

    private static bool IsBound(Plan plan, PlanItem item, EnvironmentSpec? environment) =>
        item is { CheckIsOfSettings: true, Proof: Proof.Machine }
        || environment is not null
            && (
                item.Check is { Kind: "http" } asked && environment.BaseUrl is not null && !IsAbsolute(asked["url"])
                || item.Kind == ItemKind.Sql && environment.Sources.Values.Any(it => it.SpeaksSql)
                || Bindings.In(plan, item, environment) is not null
                || TrafficShares.Of(item, environment).Count > 0
            );
}

/// <summary>A rule of the linter, for catalogues.</summary>
/// <param name="Code">Its stable code; <c>docs/findings/CODE.md</c> explains it.</param>
/// <param name="Name">Its stable name.</param>
/// <param name="Severity">How bad its findings are when nothing speaks for less.</param>
/// <param name="Says">What it says, in one sentence.</param>
public sealed record LintRuleInfo(string Code, string Name, Severity Severity, string Says)
{
    /// <summary>Every rule, by code.</summary>
    public static IReadOnlyList<LintRuleInfo> All { get; } =
    [
        .. Findings
            .LintRules.All.Append(new Findings.IgnoredWithoutReason())
            .Select(it => new LintRuleInfo(it.Code, it.Name, it.Severity, it.Says))
            .OrderBy(it => it.Code, StringComparer.Ordinal),
    ];

    /// <summary>The page that explains the rule, as Markdown: <c>docs/findings/CODE.md</c>, built in.</summary>
    public string Page => Findings.Pages.Of(Code);

    /// <summary>Names the page wherever an address is asked for.</summary>
    public Uri Address => new($"urn:slipway:finding:{Code}");
}
