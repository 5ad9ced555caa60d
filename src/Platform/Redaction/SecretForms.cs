using Slipway.Kernel;

namespace Slipway.Platform.Redaction;

/// <summary>All forms of all secrets, as automata: in a text as it is, and in a squeezed one; backwards for the ends of secrets.</summary>
internal sealed class SecretForms(IReadOnlyList<Secret> secrets)
{
    private readonly Lazy<Automaton> _plainBackwards = new(() => Automaton.Of(secrets, Forms.Of, backwards: true));
    private readonly Lazy<Automaton> _squeezedBackwards = new(() => Automaton.Of(secrets, Forms.Squeezed, backwards: true));

    public bool IsEmpty { get; } = secrets.Count == 0;

    public Automaton Plain { get; } = Automaton.Of(secrets, Forms.Of, backwards: false);

    public Automaton Squeezed { get; } = Automaton.Of(secrets, Forms.Squeezed, backwards: false);

    public Automaton PlainBackwards => _plainBackwards.Value;

    public Automaton SqueezedBackwards => _squeezedBackwards.Value;
}
