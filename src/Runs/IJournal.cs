namespace Slipway.Runs;

/// <summary>One record of a journal.</summary>
/// <param name="Sequence">The first is 1.</param>
/// <param name="Time">When it was written.</param>
/// <param name="Body">What happened.</param>
/// <param name="Hash">SHA-256 of the record without its hash, the hash of the record before it included.</param>
public sealed record JournalRecord(long Sequence, DateTimeOffset Time, RunEvent Body, string Hash);

/// <summary>What happened in a run, appended before the act follows. One writer at a time.</summary>
public interface IJournal : IDisposable
{
    /// <summary>Number of records.</summary>
    long Count { get; }

    /// <summary>Hash of the last record; 64 zeros when there is none.</summary>
    string Head { get; }

    /// <summary>Appends one record; when it returns, the record survives a power cut.</summary>
    /// <param name="expectedSequence">The number that the record gets; the append is refused when another writer was there first.</param>
    /// <param name="body">What happened.</param>
    /// <param name="at">When.</param>
    /// <returns>The record as it was stored: secrets are hidden in it. Only this is applied, told and reported.</returns>
    /// <exception cref="JournalLostException">Another writer appended meanwhile, or the medium does not take the record.</exception>
    JournalRecord Append(long expectedSequence, RunEvent body, DateTimeOffset at);
}

/// <summary>The journal can no longer be written; nothing may be carried out any more.</summary>
public sealed class JournalLostException : Exception
{
    /// <summary>Says why.</summary>
    public JournalLostException(string message)
        : base(message) { }

    /// <summary>Says why, with the cause.</summary>
    public JournalLostException(string message, Exception cause)
        : base(message, cause) { }
}

/// <summary>What came of opening a journal.</summary>
public abstract record OpenJournal
{
    private OpenJournal() { }

    /// <summary>Whole, and ours to write.</summary>
    public sealed record Opened(IJournal Journal, IReadOnlyList<JournalRecord> Records) : OpenJournal;

    /// <summary>A record is not what it says; those before it are readable.</summary>
    public sealed record Corrupt(long Record, string Why, IReadOnlyList<JournalRecord> Before) : OpenJournal;

    /// <summary>Another process writes it.</summary>
    public sealed record Busy : OpenJournal;

    /// <summary>There is none.</summary>
    public sealed record Missing : OpenJournal;
}
