using Slipway.Kernel;

namespace Slipway.Checklists;

/// <summary>A kind of check of the operator's own: a program with the contract of the kind <c>program</c>.</summary>
/// <param name="Run">Path of the executable, relative to the folder of the environment.</param>
/// <param name="Effect">What running it does; what is not said counts as <see cref="Effect.Changes"/>.</param>
public sealed record OwnKindSpec(string Run, Effect Effect)
{
    /// <summary>The kind that carries it out.</summary>
    public const string Carrier = "program";

    /// <summary>Settings that go to the carrier itself; every other one goes to the program.</summary>
    private static readonly HashSet<string> OfCarrier = new(["timeout"], StringComparer.Ordinal);

    /// <summary>The program that a check runs, with its settings, as it is shown before it runs; null for a check of another kind.</summary>
    public static string? ProgramOf(CheckSpec? check) =>
        check?.Kind == Carrier
            ? string.Join(
                ' ',
                check
                    .With.Where(it => it.Key is not ("run" or "timeout"))
                    .OrderBy(it => it.Key, StringComparer.Ordinal)
                    .Select(it => $"{it.Key}={it.Value}")
                    .Prepend(check["run"] ?? "")
            )
            : null;

    /// <summary>The check that is carried out: the program that the operator names, with the settings of the one who asks.</summary>
    internal CheckSpec Resolved(CheckSpec asked)
    {
        var with = asked.With.ToDictionary(
            it => OfCarrier.Contains(it.Key) ? it.Key : $"set.{it.Key}",
            it => it.Value,
            StringComparer.Ordinal
        );
        with["run"] = Run;
        with["name"] = asked.Kind;
        return new(Carrier, with);
    }
}
