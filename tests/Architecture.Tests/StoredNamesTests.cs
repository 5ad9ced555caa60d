using System.Text.Json.Serialization;
using Slipway.Checklists;
using Slipway.Checks;

namespace Slipway.Architecture.Tests;

public sealed class StoredNamesTests
{
    private const string Pinned = "tests/Architecture.Tests/stored-names.txt";

    /// <summary>After a change on purpose: copy the file that the message names over the pinned one, and let the diff be reviewed.</summary>
    [Fact]
    public void stored_names_are_those_that_are_pinned()
    {
        var names = StoredNames
            .Of(Modules.Types)
            .Concat(CheckKinds.All.Keys.Select(it => $"check = {it}").Order(StringComparer.Ordinal))
            .ToList();
        var actual = Path.Combine(Repository.Top, "artifacts", "stored-names.txt");
        File.WriteAllLines(actual, names);

        var pinned = Repository.Read(Pinned).Text.Split('\n', StringSplitOptions.RemoveEmptyEntries);

        names.Except(pinned).ShouldBeEmpty($"New names. If that is meant: cp artifacts/stored-names.txt {Pinned}");
        pinned.Except(names).ShouldBeEmpty("A stored name is gone: records that hold it could no longer be read.");
    }

    [Fact]
    public void two_members_never_share_a_name()
    {
        StoredNames
            .Of(Modules.Types)
            .GroupBy(it =>
                (
                    Type: it[..it.LastIndexOf('.', it.IndexOf(" = ", StringComparison.Ordinal))],
                    Name: it[it.IndexOf(" = ", StringComparison.Ordinal)..]
                )
            )
            .Where(it => it.Count() > 1)
            .SelectMany(it => it)
            .ShouldBeEmpty();
    }

    /// <summary>Names are made from the member's words where speed counts; they must be the ones that are read back.</summary>
    [Fact]
    public void the_name_that_is_written_is_the_one_that_is_pinned()
    {
        var written = Modules
            .Types.Where(it =>
                it.IsEnum && it.GetFields().Any(member => member.IsDefined(typeof(JsonStringEnumMemberNameAttribute), false))
            )
            .SelectMany(type => Enum.GetValues(type).Cast<Enum>().Select(it => $"{type.FullName}.{it} = {PlanJson.Name(it)}"))
            .ToList();

        written.Count.ShouldBeGreaterThan(50);
        written.Except(StoredNames.Of(Modules.Types)).ShouldBeEmpty();
    }

    [Fact]
    public void a_name_that_is_not_the_words_of_its_member_is_seen()
    {
        StoredNames.Of([typeof(Colour)]).ShouldNotContain($"{typeof(Colour).FullName}.Red = {PlanJson.Name(Colour.Red)}");
    }

    [Fact]
    public void a_name_that_changed_is_seen()
    {
        StoredNames
            .Of([typeof(Colour), typeof(Shape), typeof(NotStored)])
            .ShouldBe([
                "Slipway.Architecture.Tests.StoredNamesTests+Colour.Blue = Blue",
                "Slipway.Architecture.Tests.StoredNamesTests+Colour.Red = rot",
                "Slipway.Architecture.Tests.StoredNamesTests+Shape.Round = round",
            ]);
    }

    private enum Colour
    {
        [JsonStringEnumMemberName("rot")]
        Red,
        Blue,
    }

    private enum NotStored
    {
        One,
    }

    [JsonDerivedType(typeof(Round), "round")]
    private abstract record Shape
    {
        public sealed record Round : Shape;
    }
}
