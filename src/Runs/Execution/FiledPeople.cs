namespace Slipway.Runs.Execution;

/// <summary>Answers with what people signed elsewhere and laid into the run's folder; whoever is behind it is asked for the rest.</summary>
internal sealed class FiledPeople(RunFolder folder, IPeople behind, Action<string> tell) : IPeople
{
    private readonly HashSet<string> _used = new(StringComparer.Ordinal);
    private string? _last;

    public Task<Reply> AskAsync(Question question, CancellationToken ct)
    {
        _last = null;
        return question.Kind == QuestionKind.Answer && Find(question) is { } reply
            ? Task.FromResult<Reply>(reply)
            : behind.AskAsync(question, ct);
    }

    public bool Refused(Question question, string why)
    {
        if (_last is not { } file)
        {
            return behind.Refused(question, why);
        }

        tell($"{question.Step.Where}: {file} was not accepted: {why}");
        return true;
    }

    private Reply.Said? Find(Question question)
    {
        foreach (var path in SignatureFiles.In(folder).Where(it => !_used.Contains(it)))
        {
            var (word, why) = SignatureFiles.Read(path);
            if (word is null)
            {
                _used.Add(path);
                tell($"{Path.GetFileName(path)} is passed over: {why}");
            }
            else if (word.Statement is { Type: SignedStatement.OfAnswer } said && said.Step == question.Step.Id)
            {
                _used.Add(path);
                if (IsTaken(question, word))
                {
                    continue;
                }

                _last = Path.GetFileName(path);
                return new(said.By, said.Role, said.Answer, said.Comment, "file") { Signed = word };
            }
        }

        return null;
    }

    /// <summary>What the run has taken up already is not offered again.</summary>
    private static bool IsTaken(Question question, SignedWord word)
    {
        var step = question.State.Steps[question.Step.Id];
        return step.Given.Append(step.Answer).Any(it => it?.Signature?.Value == word.Value);
    }
}
