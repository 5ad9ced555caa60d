namespace Slipway.Runs;

/// <summary>Something that goes live, as it was found: stored with the run.</summary>
/// <param name="Name">Its name in the settings.</param>
/// <param name="Kind"><c>file</c>, <c>commit</c> or <c>image</c>.</param>
/// <param name="Of">The path, the revision, the image, as they were written.</param>
/// <param name="Digest">What names its content: <c>sha256:…</c>, or the id of a commit; null when it was not to be seen.</param>
/// <param name="Why">Why it was not to be seen; null when it was.</param>
public sealed record Artifact(string Name, string Kind, string Of, string? Digest, string? Why)
{
    /// <summary>The digest, or that there is none: what a signature covers.</summary>
    public string Named => Digest ?? "not seen";
}
