using Slipway.Gateway.Storing;

namespace Slipway.Gateway.Lanes;

/// <summary>The split that holds now. A change is one assignment: whoever has read it before goes on with what was read.</summary>
internal sealed class ShareControl(Split first, ShareFile? file)
{
    private readonly Lock _oneAtATime = new();
    private Split _now = first;

    /// <summary>The split for the next request.</summary>
    public Split Now => Volatile.Read(ref _now);

    /// <summary>Keeps a share durably, where it is kept, and then puts it in force. Null when it is; otherwise why nothing was changed.</summary>
    public string? Set(double share)
    {
        lock (_oneAtATime)
        {
            if (file?.Write(share) is { } fault)
            {
                return fault;
            }

            Volatile.Write(ref _now, new(share));
            return null;
        }
    }
}
