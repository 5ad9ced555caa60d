namespace Slipway.Checklists.Reading;

/// <summary>Numbered entries that say their number in words: "Step 3: Start".</summary>
internal static class SpokenSteps
{
    private static readonly string[] Words = ["Step", "Schritt", "Paso", "Étape", "Etape", "Etapa", "Passo", "Шаг", "步骤", "手順", "단계"];

    /// <summary>"Step 3: Start" is a numbered entry, whatever Markdown calls it.</summary>
    public static MarkedLine Read(MarkedLine marks, string text, int end)
    {
        if (marks.Marker.Length > 0 || marks.Box != BoxState.None)
        {
            return marks;
        }

        var at = marks.ContentStart;
        while (at < end && text[at] is '*' or '_')
        {
            at++;
        }

        var word = Words.FirstOrDefault(it => string.Compare(text, at, it, 0, it.Length, StringComparison.OrdinalIgnoreCase) == 0);
        var number = at + (word?.Length ?? 0);
        var behind = number;
        while (word is not null && behind < end && (char.IsAsciiDigit(text[behind]) || text[behind] == ' ' && behind == number))
        {
            behind++;
        }

        var closes = behind > number && behind < end && char.IsAsciiDigit(text[behind - 1]) && text[behind] is ':' or '.' or ')' or '：';
        return word is not null && closes ? marks with { Marker = "1.", ContentStart = behind + 1 } : marks;
    }
}
