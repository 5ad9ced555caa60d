using System.Text;
using Slipway.Kernel;

namespace Slipway.Runs.Deciding;

/// <summary>The way back as its author wrote it, so that one that was gone can be told from one that was changed since. Pure.</summary>
internal static class WayBack
{
    /// <summary>Digest over the words and commands of its steps, in their order. What an environment makes of them is not part of it: a drill is gone elsewhere.</summary>
    public static Digest DigestOf(IEnumerable<Step> steps) =>
        Digest.Of(
            Encoding.UTF8.GetBytes(
                string.Join(
                    '\u001e',
                    steps
                        .Where(it => it is { Rollback: true, Work: not (Work.Traffic or Work.Part) })
                        .Select(it => string.Join('\u001f', it.Commands.Select(command => command.Text).Prepend(it.Text)))
                )
            )
        );
}
