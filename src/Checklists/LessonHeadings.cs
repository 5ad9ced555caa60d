using Slipway.Checklists.Meaning;

namespace Slipway.Checklists;

/// <summary>Headings under which a document asks people, after the night, what was learned and what is to be done; in any language that is read.</summary>
public static class LessonHeadings
{
    /// <summary>True for "Lessons learned", "What went well", "Was lief gut" and the like.</summary>
    public static bool AskWhatWasLearned(string heading) => Says(heading, Concept.Lessons) && !Says(heading, Concept.ActionItems);

    /// <summary>True for "Action items", "Follow-ups", "Maßnahmen" and the like.</summary>
    public static bool AskWhatIsToBeDone(string heading) => Says(heading, Concept.ActionItems);

    private static bool Says(string heading, Concept concept)
    {
        var words = Words.Of(heading);
        return Lexicon.AllLanguages.Any(it => it.Says(words, concept));
    }
}
