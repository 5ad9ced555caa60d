using Slipway.Flakes;

namespace Slipway.Cli;

/// <summary>Who owns a test, or why nobody can be named.</summary>
/// <param name="Name">The owner; null where none is known.</param>
/// <param name="From">Where it stands.</param>
internal sealed record TestOwner(string? Name, string From);

/// <summary>Who owns which test.</summary>
internal sealed class TestOwners
{
    private readonly QuarantineList _list;

    private TestOwners(QuarantineList list)
    {
        _list = list;
    }

    public static TestOwners Of(QuarantineList list) => new(list);

    /// <summary>The owner of its entry on the list of known flakes.</summary>
    public TestOwner Of(string suite, string test) =>
        _list.Entries.FirstOrDefault(it => it.IsOf(suite, test)) is { } entry
            ? new(entry.Owner, $"{_list.Shown}:{entry.Line}")
            : new(null, $"it is not on the list of known flakes ({_list.Shown})");
}
