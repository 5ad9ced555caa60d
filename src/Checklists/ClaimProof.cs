namespace Slipway.Checklists;

/// <summary>What a machine shows of a claim.</summary>
public enum ClaimProof
{
    /// <summary>Nothing: a person says it.</summary>
    Nothing,

    /// <summary>A part of it, which is named; a person says the rest.</summary>
    InPart,

    /// <summary>All of it.</summary>
    Whole,
}
