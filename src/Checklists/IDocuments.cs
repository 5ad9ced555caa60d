using System.Diagnostics;

namespace Slipway.Checklists;

/// <summary>Where included documents come from. The host fills it; reading itself opens no file.</summary>
public interface IDocuments
{
    /// <summary>The folder of the checklist in its repository, with slashes; empty for the root.</summary>
    string Folder { get; }

    /// <summary>A document of the repository.</summary>
    /// <param name="path">Path from the root of the repository, with slashes; it never leads out by <c>..</c>.</param>
    /// <param name="sha256">The digest that was pinned; a host that keeps documents by digest finds it so.</param>
    FoundDocument Read(string path, string sha256);
}

/// <summary>How looking for an included document ended.</summary>
public abstract record FoundDocument
{
    private FoundDocument() { }

    /// <summary>Its bytes, at most <see cref="ChecklistReader.LongestInclude"/>.</summary>
    public sealed record Found(ReadOnlyMemory<byte> Bytes) : FoundDocument;

    /// <summary>It is not there, or cannot be read.</summary>
    public sealed record Missing(string Why) : FoundDocument;

    /// <summary>It lies outside the repository, for instance behind a link.</summary>
    public sealed record Outside(string Why) : FoundDocument;

    /// <summary>It is longer than <see cref="ChecklistReader.LongestInclude"/>.</summary>
    public sealed record TooLarge : FoundDocument;

    /// <summary>The way in: one answer per end.</summary>
    public T Match<T>(Func<Found, T> found, Func<Missing, T> missing, Func<Outside, T> outside, Func<TooLarge, T> tooLarge) =>
        this switch
        {
            Found it => found(it),
            Missing it => missing(it),
            Outside it => outside(it),
            TooLarge it => tooLarge(it),
            _ => throw new UnreachableException(),
        };
}

/// <summary>Knows no documents: whatever is included is missing.</summary>
public sealed class NoDocuments : IDocuments
{
    /// <summary>The one instance.</summary>
    public static NoDocuments Instance { get; } = new();

    /// <inheritdoc/>
    public string Folder => "";

    /// <inheritdoc/>
    public FoundDocument Read(string path, string sha256) => new FoundDocument.Missing("it was not looked for");
}
