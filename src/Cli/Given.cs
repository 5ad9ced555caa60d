#pragma warning disable
using Slipway.Checklists;
using Slipway.Cli.Terminal;

namespace Slipway.Cli;

internal static class Given
{
    public static IReadOnlyList<ItemFilling> Fillings(Host h, string p, Checklist c) => [];

    public static IReadOnlyList<PresetAnswer> Answers(Host h, string p, Checklist c) => [];
}
