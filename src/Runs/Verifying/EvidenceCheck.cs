using System.Globalization;
using Slipway.Kernel;
using Slipway.Runs.Journal;

namespace Slipway.Runs.Verifying;

/// <summary>The pieces of evidence: each that the record names is there and is what its digest says, and all together are what was sealed.</summary>
internal sealed class EvidenceCheck(RunFolder folder, EvidenceStore store)
{
    public VerifiedPart Of(RunState state)
    {
        var named = NamedIn(state);
        List<string> faults =
        [
            .. named.Where(it => store.Find(it) is null).Select(it => $"evidence/{it}.gz is missing, or is not what was recorded"),
        ];
        if (state.EvidenceRoot is { } root && EvidenceRoot.Of(folder).Hex != root)
        {
            faults.Add("the folder evidence is not as it was sealed: a piece was added, taken away or changed");
        }

        var says = string.Create(CultureInfo.InvariantCulture, $"{named.Count} pieces, each with the digest that the record names");
        return faults.Count > 0 ? RecordVerifier.Broken("evidence", says, faults)
            : state.EvidenceRoot is { } whole ? RecordVerifier.Says("evidence", $"{says}; root {whole}")
            : RecordVerifier.Unknown("evidence", says, "no digest over all of it is sealed, so a piece that was added is not noticed");
    }

    /// <summary>The digests of all texts and outputs that the record names, each once.</summary>
    public static IReadOnlyList<string> NamedIn(RunState state) =>
        [
            .. state
                .Steps.Values.SelectMany(it => it.Attempts)
                .SelectMany(it => it.Evidence)
                .SelectMany(NamedIn)
                .Distinct(StringComparer.Ordinal)
                .Order(StringComparer.Ordinal),
        ];

    private static IEnumerable<string> NamedIn(Evidence piece) =>
        piece
            .Outputs.Select(it => it.Sha256)
            .Concat(piece.Observed is { } facts ? ObservationJson.TextsOf(facts).Select(it => it.Sha256).Where(it => it.Length > 0) : []);
}
