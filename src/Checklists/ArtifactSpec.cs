namespace Slipway.Checklists;

/// <summary>Something that goes live, named once in the settings. Exactly one of the places is given.</summary>
/// <param name="Name">Its name.</param>
/// <param name="File">Path of a file (an archive, a package), relative to the settings' folder; null when it is none.</param>
/// <param name="Commit">A revision that git resolves in the settings' folder; null when it is none.</param>
/// <param name="Image">An image of containers, as the check <c>registry</c> takes it; null when it is none.</param>
public sealed record ArtifactSpec(string Name, string? File, string? Commit, string? Image);
