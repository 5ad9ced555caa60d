using Slipway.Checklists.Reading;

namespace Slipway.Checklists.Meaning.Scopes;

/// <summary>The scope of every entry: its lead-in decides, then its headings from the inside out.</summary>
internal sealed class ScopeMap(Lexicon lexicon, int titleLine, ScopeChoice outside)
{
    private readonly Dictionary<Section, ScopeChoice> _sections = [];
    private readonly Dictionary<Entry, ScopeChoice?> _leadIns = [];
    private Known? _last;

    /// <summary>What is included off the way forward stays there, whatever its own headings say.</summary>
    public ScopeChoice Of(Entry entry) => Own(entry) is var own && LeavesWay(outside.Scope) && !LeavesWay(own.Scope) ? outside : own;

    private static bool LeavesWay(Scope scope) =>
        scope is Scope.Rollback or Scope.RollbackTrigger or Scope.NoGo or Scope.Reference or Scope.Template or Scope.DoNotRun;

    private ScopeChoice Own(Entry entry)
    {
        if (entry.LeadIn is { } leadIn)
        {
            if (!_leadIns.TryGetValue(leadIn, out var said))
            {
                _leadIns[leadIn] = said = ScopeRules.Of(leadIn.Text, leadIn.Line, lexicon);
            }

            if (said is not null)
            {
                return said;
            }
        }

        return Of(entry.Section);
    }

    private ScopeChoice Of(Section section)
    {
        if (!_sections.TryGetValue(section, out var choice))
        {
            var own = section.Line == 0 || section.Line == titleLine ? null : ScopeRules.Of(section.Text, section.Line, lexicon);
            var around = section.Parent is { } parent ? Of(parent) : outside;
            if (
                own is null
                && _last is { Choice.Scope: Scope.RollbackTrigger } before
                && (ScopeRules.SaysHow(section.Text, lexicon) || ScopeRules.SaysThen(section.Text, lexicon))
            )
            {
                own = new(Scope.Rollback, "steps-behind-conditions", before.Section.Line);
            }

            if (
                own is null or { Scope: Scope.Forward }
                && around.Scope == Scope.Rollback
                && ScopeRules.NamesConditions(section.Text, lexicon)
            )
            {
                own = new(Scope.RollbackTrigger, "conditions-of-rollback", section.Line);
            }

            choice = own is null || around.Scope == Scope.Rollback && own.Scope is Scope.Troubleshooting or Scope.Watch ? around : own;
            _sections[section] = choice;
            _last = new(section, choice);
        }

        return choice;
    }

    /// <summary>A section that was asked for, in document order.</summary>
    private sealed record Known(Section Section, ScopeChoice Choice);
}
