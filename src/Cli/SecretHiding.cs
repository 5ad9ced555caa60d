using Slipway.Checks;
using Slipway.Platform;

namespace Slipway.Cli;

/// <summary>Takes secrets out of what is told and kept: those that were declared, in every form, then what its own shape gives away.</summary>
/// <param name="declared">Knows the secrets of the environment.</param>
internal sealed class SecretHiding(Redactor declared)
{
    /// <summary>The text without secrets.</summary>
    public string Redact(string text) => KnownSecrets.Hide(declared.Redact(text));

    /// <summary>The beginning of a text that goes on, without secrets and without what may be the beginning of one at its end.</summary>
    public string RedactBegun(string text) => KnownSecrets.HideBegun(declared.RedactBegun(text));
}
