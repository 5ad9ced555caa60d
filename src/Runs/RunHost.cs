using Slipway.Checks;
using Slipway.Kernel;
using Slipway.Platform;
using Slipway.Traffic;

namespace Slipway.Runs;

/// <summary>What a run needs of the machine it is made on. The host fills it; the run reads nothing of its surroundings by itself.</summary>
public sealed record RunHost
{
    /// <summary>Carries out commands.</summary>
    public required IShell Shell { get; init; }

    /// <summary>Where checks are made from; its <see cref="Surroundings.Variables"/> are those of commands, secrets included.</summary>
    public required Surroundings Surroundings { get; init; }

    /// <summary>Moves traffic; null where people do.</summary>
    public ITrafficDriver? Traffic { get; init; }

    /// <summary>Makes traffic where nobody asks; null where the settings name no address for it.</summary>
    public SplitProbe? Probe { get; init; }

    /// <summary>Takes secrets out of a text.</summary>
    public required Func<string, string> Redact { get; init; }

    /// <summary>Answers questions.</summary>
    public required IPeople People { get; init; }

    /// <summary>Whether triggers, and calls for the way back, are looked at beside what goes on. Default true; false for a run whose clock somebody else moves.</summary>
    public bool IsWatched { get; init; } = true;

    /// <summary>How soon a trigger that is due, or a call for the way back, is noticed. Default 200 ms.</summary>
    public TimeSpan Breath { get; init; } = TimeSpan.FromMilliseconds(200);

    /// <summary>Looks at the numbers of triggers; null for the checks themselves.</summary>
    public Func<CheckSpec, CancellationToken, Task<Observation>>? Looks { get; init; }

    /// <summary>Where a person is missing the process stays while triggers are armed. Default false: it ends, and nothing is watched until it is taken up again.</summary>
    public bool Stays { get; init; }

    /// <summary>Asks <c>ssh-keygen</c> whether a signature of OpenSSH is good; where nobody asks it, none is.</summary>
    public Func<PublicKey, byte[], string, CancellationToken, Task<bool>> VerifySsh { get; init; } = (_, _, _, _) => Task.FromResult(false);

    /// <summary>The people and their keys as the settings are now: a key that ended since the run began ends in the run as well.</summary>
    public IReadOnlyList<Signatory>? PeopleNow { get; init; }

    /// <summary>What goes live, as it is now, in the order of the settings.</summary>
    public IReadOnlyList<Artifact> Artifacts { get; init; } = [];

    /// <summary>Are told what happens.</summary>
    public IReadOnlyList<IRunListener> Listeners { get; init; } = [];

    /// <summary>The clock.</summary>
    public required TimeProvider Clock { get; init; }

    /// <summary>Name of this machine, for evidence.</summary>
    public required string Machine { get; init; }

    /// <summary>Names of the variables that every command inherits from the host.</summary>
    public IReadOnlySet<string> Inherited { get; init; } = new HashSet<string>();

    /// <summary>Names of all variables of the host, to tell a person that one is there but not declared.</summary>
    public IReadOnlySet<string> OfHost { get; init; } = new HashSet<string>();

    /// <summary>The person's own configuration of curl; null when there is none.</summary>
    public string? CurlConfiguration { get; init; }

    /// <summary>The key of the installation, which signs the record; null when it has none: then nothing is signed.</summary>
    public SigningKey? Signing { get; init; }

    /// <summary>Version of Slipway, for the record.</summary>
    public string Version { get; init; } = "";

    /// <summary>Time between asking processes to end and ending them. Default 3 s.</summary>
    public TimeSpan Grace { get; init; } = TimeSpan.FromSeconds(3);
}
