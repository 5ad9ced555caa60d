using Slipway.Checklists.Meaning.Commands;
using Slipway.Checklists.Reading;
using Slipway.Kernel;

namespace Slipway.Checklists.Meaning.Items;

/// <summary>
/// The one place where what a person said outright wins over inference: comments beside items and words behind a fence's language,
/// then the operator's <c>slipway.yaml</c>. A document may raise an effect, never lower it; the operator may do both.
/// </summary>
internal sealed class AnnotationMap
{
    private readonly Dictionary<int, AnnotationSpec> _written;
    private readonly IReadOnlyList<ItemSettings> _settings;
    private readonly Dictionary<int, AnnotationSpec> _configured = [];
    private readonly HashSet<ItemSettings> _fitted = [];

    private AnnotationMap(Dictionary<int, AnnotationSpec> written, IReadOnlyList<ItemSettings> settings)
    {
        _written = written;
        _settings = settings;
    }

    /// <summary>Collects the annotations of a document; what cannot be used becomes a fault.</summary>
    public static AnnotationMap Of(Outline outline, Settings settings, string file, List<Fault> faults)
    {
        var written = new Dictionary<int, AnnotationSpec>();
        foreach (var (line, said) in AnnotationSource.AllIn(outline, file, ToolTable.For(settings.Tools), faults))
        {
            written[line] = written.TryGetValue(line, out var before) ? Over(said, before) : said;
        }

        var map = new AnnotationMap(written, settings.Items);
        map.Match(outline);
        return map;
    }

    /// <summary>The items of the settings that fit this document.</summary>
    public IReadOnlySet<ItemSettings> Fitted => _fitted;

    /// <summary>What was said of an entry; null when nothing was. A block takes over what its item says of carrying it out.</summary>
    public AnnotationSpec? For(Entry entry)
    {
        var own = Own(entry);
        return entry is { Fence: not null, Parent: { } above } && Own(above) is { } said && OfCarryingOut(said) is { } inherited
            ? own is null
                ? inherited
                : Over(own, inherited)
            : own;
    }

    /// <summary>True when the operator gave the check; only then it is carried out as one, whatever it does.</summary>
    public bool IsChosenByOperator(Entry entry) => _configured.TryGetValue(entry.Line, out var said) && said.Check is not null;

    /// <summary>What a block is held to when its item is annotated; null when the annotation says nothing of it. What a check must show is said of the check.</summary>
    private static AnnotationSpec? OfCarryingOut(AnnotationSpec said) =>
        said is { Effect: null, Limit: null, Attempts: null, DoneWhen: null } && (said.Expect is null || said.Check is not null)
            ? null
            : new AnnotationSpec
            {
                Where = said.Where,
                Expect = said.Check is null ? said.Expect : null,
                Effect = said.Effect,
                Limit = said.Limit,
                Attempts = said.Attempts,
                DoneWhen = said.DoneWhen,
            };

    private AnnotationSpec? Own(Entry entry)
    {
        var written = _written.GetValueOrDefault(entry.Line);
        return _configured.TryGetValue(entry.Line, out var configured) ? Over(configured, written) : written;
    }

    /// <summary>The item with what was said of it.</summary>
    public PlanItem Merge(PlanItem item, AnnotationSpec? said)
    {
        if (said is null)
        {
            return item;
        }

        var operatorSays = _configured.TryGetValue(item.Line, out var configured) ? configured.Effect : null;
        var effect = operatorSays ?? (said.Effect is { } raised && raised > item.Effect ? raised : item.Effect);
        return item with
        {
            Effect = effect,
            Commands =
                effect == item.Effect
                    ? item.Commands
                    : [.. item.Commands.Select(it => it with { Effect = operatorSays ?? Worse(it.Effect, effect) })],
            Authority = item.Kind == ItemKind.Trigger ? said.Authority ?? item.Authority : null,
            Role = said.Role ?? item.Role,
            Limit = said.Limit ?? item.Limit,
            Attempts = said.Attempts ?? item.Attempts,
            At = said.At ?? item.At,
            For = said.For ?? item.For,
            Cadence = said.Cadence ?? item.Cadence,
            Optional = said.Optional ?? item.Optional,
            Condition = said.Condition ?? item.Condition,
            DoneWhen = said.DoneWhen ?? item.DoneWhen,
            Proves = said.Check is null ? null : said.Proves,
        };
    }

    private static Effect Worse(Effect one, Effect other) => one > other ? one : other;

    /// <summary>An item of the settings is meant by its words; a part is enough when it fits one entry only.</summary>
    private void Match(Outline outline)
    {
        foreach (var setting in _settings)
        {
            var (wanted, signs) = (Words.Of(setting.Text).Evened, Signs(setting.Text));
            var whole = outline.Entries.Where(it => Words.Of(it.Text).Evened == wanted && Signs(it.Text) == signs).ToList();
            var fitting =
                whole.Count > 0
                    ? whole
                    :
                    [
                        .. outline.Entries.Where(it =>
                            it.Form != EntryForm.Fence
                            && Words.Of(it.Text).Evened.Contains(wanted, StringComparison.Ordinal)
                            && Signs(it.Text).Contains(signs, StringComparison.Ordinal)
                        ),
                    ];
            if (fitting.Count == 1 || whole.Count > 0)
            {
                _fitted.Add(setting);
                foreach (var entry in fitting)
                {
                    _configured[entry.Line] = setting.Annotation;
                }
            }
        }
    }

    /// <summary>The comparisons of a sentence, which its words do not hold: below a bound is not above it.</summary>
    private static string Signs(string text) => string.Concat(text.Where(it => it is '<' or '>' or '≤' or '≥'));

    private static AnnotationSpec Over(AnnotationSpec winner, AnnotationSpec? other) =>
        other is null
            ? winner
            : winner with
            {
                Kind = winner.Kind ?? other.Kind,
                Expect = winner.Expect ?? other.Expect,
                Scope = winner.Scope ?? other.Scope,
                Effect = winner.Effect ?? other.Effect,
                Authority = winner.Authority ?? other.Authority,
                Role = winner.Role ?? other.Role,
                Limit = winner.Limit ?? other.Limit,
                Attempts = winner.Attempts ?? other.Attempts,
                At = winner.At ?? other.At,
                For = winner.For ?? other.For,
                Cadence = winner.Cadence ?? other.Cadence,
                Optional = winner.Optional ?? other.Optional,
                Condition = winner.Condition ?? other.Condition,
                DoneWhen = winner.DoneWhen ?? other.DoneWhen,
                Metric = winner.Metric ?? other.Metric,
                Check = winner.Check ?? other.Check,
                // What a check proves is said of that check, and of no other.
                Proves = winner.Check is null ? winner.Proves ?? other.Proves : winner.Proves,
            };
}
