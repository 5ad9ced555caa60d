using Slipway.Checklists;
using Slipway.Cli.Commands;
using Slipway.Kernel;

namespace Slipway.Cli;

/// <summary>The public keys of the people in slipway.yaml: read from the files that it names, and held against each other.</summary>
internal static class PeopleKeys
{
    /// <summary>The settings with the text of each key in the place of its path; what is no key ends the call.</summary>
    public static Settings Read(Settings settings, string folder)
    {
        var faults = new List<string>();
        var people = settings
            .People.Select(person => person with { Keys = [.. person.Keys.Select(it => Read(person, it, folder, faults))] })
            .ToList();
        foreach (
            var shared in people
                .SelectMany(person => person.Keys.Select(key => (person.Name, PublicKey.Read(key.Key).Key?.Id)))
                .Where(it => it.Id is not null)
                .GroupBy(it => it.Id)
                .Where(it => it.Count() > 1)
        )
        {
            faults.Add(
                $"slipway.yaml: the key {shared.Key} stands there twice ({string.Join(", ", shared.Select(it => it.Name))}); one key is one person's"
            );
        }

        return faults.Count == 0 ? settings with { People = people } : throw new UnusableException(faults);
    }

    private static PersonKeySpec Read(PersonSpec person, PersonKeySpec spec, string folder, List<string> faults)
    {
        var text =
            spec.Key.Trim().EndsWith(".pub", StringComparison.Ordinal) && !spec.Key.Contains('\n', StringComparison.Ordinal)
                ? Inputs.ReadText(Path.GetFullPath(spec.Key.Trim(), folder))
                : spec.Key;
        var (key, why) = PublicKey.Read(text);
        if (key is null)
        {
            faults.Add($"slipway.yaml: a key of {person.Name} cannot be used: {why}");
            return spec;
        }

        return spec with
        {
            Key = key.Text,
        };
    }
}
