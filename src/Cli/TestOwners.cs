using Slipway.Cli.Output;
using Slipway.Flakes;

namespace Slipway.Cli;

/// <summary>Who owns a test, or why nobody can be named.</summary>
/// <param name="Name">The owner, several with blanks between them; null where none is known.</param>
/// <param name="From">Where it stands, or why it is not known.</param>
internal sealed record TestOwner(string? Name, string From);

/// <summary>Who owns which test: whoever its entry on the list of known flakes names, otherwise the owners of its file by CODEOWNERS.</summary>
internal sealed class TestOwners
{
    private readonly QuarantineList _list;
    private readonly string _root;
    private readonly Lazy<(string Place, CodeOwners? Owners)> _code;
    private readonly Lazy<TestFiles> _files;

    private TestOwners(Host host, QuarantineList list)
    {
        _list = list;
        _root = Inputs.RootOf(host.Directory) ?? host.Directory;
        _code = new(() => Read(host));
        _files = new(() => TestFiles.Of(_root));
    }

    public static TestOwners Of(Host host, QuarantineList list) => new(host, list);

    /// <summary>The owner of a test.</summary>
    public TestOwner Of(TestHistory history, string suite, string test) =>
        _list.Entries.FirstOrDefault(it => it.IsOf(suite, test)) is { } entry
            ? new(entry.Owner, $"{_list.Shown}:{entry.Line}")
            : ByCode(history, suite, test);

    /// <summary>The owners of its file.</summary>
    public TestOwner ByCode(TestHistory history, string suite, string test)
    {
        var (place, owners) = _code.Value;
        if (owners is null)
        {
            return new(null, place);
        }

        var file = _files.Value.Find(history, suite, test);
        return file.Path is null ? new(null, $"its file is not known: {file.Why}")
            : owners.Of(file.Path) is not { } found ? new(null, $"no line of {place} fits {file.Path}")
            : found.Owners.Count == 0 ? new(null, $"{place}:{found.Line} gives {file.Path} to nobody")
            : new(string.Join(' ', found.Owners), $"{place}:{found.Line}, by {file.Path}");
    }

    /// <summary>The file of a test; null when it is not known.</summary>
    public string? FileOf(TestHistory history, string suite, string test) => _files.Value.Find(history, suite, test).Path;

    private (string Place, CodeOwners? Owners) Read(Host host)
    {
        if (CodeOwners.Places.FirstOrDefault(it => File.Exists(Path.Combine(_root, it))) is not { } place)
        {
            return ("there is no CODEOWNERS in this checkout", null);
        }

        if (
            new FileInfo(Path.Combine(_root, place)).Length > CodeOwners.Longest
            || CodeOwners.Read(Inputs.ReadText(Path.Combine(_root, place))) is not { } owners
        )
        {
            return ($"{place} is longer than 3 MiB, and GitHub would not load it either", null);
        }

        if (owners.PassedOver.Count > 0)
        {
            host.Err.WriteLine(
                $"slipway: {place}: {FlakeWords.Count(owners.PassedOver.Count, "line")} not understood and passed over, as GitHub does: {string.Join(", ", owners.PassedOver.Take(20))}"
            );
        }

        return (place, owners);
    }
}
