namespace Slipway.Platform.Redaction;

/// <summary>
/// Values that stand in every text: hiding one would take a word out of the whole record, and would tell by its gaps what it is.
/// </summary>
internal static class Usual
{
    /// <summary>Numbers with fewer digits are dates, ports, counts and times.</summary>
    public const int ShortestNumber = 8;

    /// <summary>A word with digits or marks behind it (<c>test1</c>, <c>admin!</c>) counts as the word up to this length.</summary>
    private const int ShortestTail = 8;

    private static readonly HashSet<string> Words = new(
        (
            // What a record itself says.
            "pass fail error inconclusive notrun none reads changes destroys true false null step steps plan phase item check checks command expect evidence verdict value line text name time type kind hash body files journal report record start started began ended stage outcome operator reason where what when place host role title exit code stdout stderr output attempt rollback deploy deployment release traffic stable candidate weight lane split gate hold "
            // What go-lives speak of.
            + "production staging develop development test tests testing tester demo local localhost default master main server client service backend frontend database postgres postgresql mysql mariadb mongo mongodb redis rabbitmq sqlite kafka nginx haproxy docker kubernetes kubectl curl bash http https health healthz status version build backup restore migrate migration schema table "
            // What people take for passwords.
            + "password passwd pass secret token admin administrator root user users guest public private letmein welcome qwerty changeme hello world example sample dummy temp temporary access login access key keys auth credentials api apikey app application web data "
            // Short English words that stand in every sentence.
            + "that this with from have will your they been were into over after before done good okay must only then than each they some more most other also very here there which while until first last next open close closed ready live item node team page link list word read write made make"
        ).Split(' ', StringSplitOptions.RemoveEmptyEntries),
        StringComparer.OrdinalIgnoreCase
    );

    /// <summary>Whether a value is one of them, or a short number.</summary>
    public static bool Is(string value)
    {
        var bare = value.Length < ShortestTail ? value.TrimEnd("0123456789!.,;:?_-$#%&*+=/ ".ToCharArray()) : value;
        return IsShortNumber(value) || Words.Contains(value) || (bare.Length >= Redactor.ShortestSecret && Words.Contains(bare));
    }

    /// <summary>Whether it is digits only, and few of them; with the marks of dates, times and versions between them.</summary>
    public static bool IsShortNumber(string value) =>
        value.Count(char.IsAsciiDigit) < ShortestNumber && value.All(it => char.IsAsciiDigit(it) || "-.:/, ".Contains(it));
}
