namespace Slipway.TestReports.JUnit;

/// <summary>Elements within a case.</summary>
internal enum JUnitWord
{
    Other,
    Failure,
    Error,
    Skipped,
    Flaky,
    Rerun,
    Output,
    ErrorOutput,
    Properties,
    Property,
    Case,
}

/// <summary>Tells the elements within a case apart by their names.</summary>
internal static class JUnitWords
{
    public static JUnitWord Of(ReadOnlySpan<byte> name) =>
        name.Length switch
        {
            5 when name.SequenceEqual("error"u8) => JUnitWord.Error,
            7 when name.SequenceEqual("failure"u8) => JUnitWord.Failure,
            7 when name.SequenceEqual("skipped"u8) || name.SequenceEqual("ignored"u8) || name.SequenceEqual("warning"u8) =>
                JUnitWord.Skipped,
            4 when name.SequenceEqual("skip"u8) => JUnitWord.Skipped,
            8 when name.SequenceEqual("disabled"u8) => JUnitWord.Skipped,
            8 when name.SequenceEqual("testcase"u8) => JUnitWord.Case,
            8 when name.SequenceEqual("property"u8) => JUnitWord.Property,
            10 when name.SequenceEqual("properties"u8) => JUnitWord.Properties,
            10 when name.SequenceEqual("system-out"u8) => JUnitWord.Output,
            10 when name.SequenceEqual("system-err"u8) => JUnitWord.ErrorOutput,
            10 when name.SequenceEqual("flakyError"u8) || name.SequenceEqual("rerunError"u8) => name[0] == 'f'
                ? JUnitWord.Flaky
                : JUnitWord.Rerun,
            12 when name.SequenceEqual("flakyFailure"u8) || name.SequenceEqual("rerunFailure"u8) => name[0] == 'f'
                ? JUnitWord.Flaky
                : JUnitWord.Rerun,
            _ => JUnitWord.Other,
        };
}
