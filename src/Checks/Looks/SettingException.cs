namespace Slipway.Checks.Looks;

/// <summary>A setting cannot be used. Caught in <see cref="Look"/>; never leaves a check.</summary>
internal sealed class SettingException(string message) : Exception(message);
