using Slipway.TestReports.Counting;
using Slipway.TestReports.JUnit;
using Slipway.TestReports.Xml;

namespace Slipway.TestReports.Dotnet;

/// <summary>Messages, stack traces and outputs as elements of their own, in the names that the .NET formats give them.</summary>
internal sealed class DotnetTexts(int most)
{
    private BoundedText? _message;
    private BoundedText? _details;
    private BoundedText? _output;
    private BoundedText? _errors;

    /// <summary>Takes the element that has begun when it is one of them; others are gone into.</summary>
    public void Take(Utf8Xml xml)
    {
        if (xml.Is("Message"u8) || xml.Is("message"u8) || xml.Is("reason"u8) && !xml.IsEmpty)
        {
            var text = JUnitTexts.Filled(XmlTexts.Within(xml, most));
            _message ??= text;
        }
        else if (xml.Is("StackTrace"u8) || xml.Is("stack-trace"u8))
        {
            var text = JUnitTexts.Filled(XmlTexts.Within(xml, most));
            _details ??= text;
        }
        else if (xml.Is("StdOut"u8) || xml.Is("output"u8))
        {
            _output = JUnitTexts.Joined(_output, XmlTexts.Within(xml, most), most);
        }
        else if (xml.Is("StdErr"u8))
        {
            _errors = JUnitTexts.Joined(_errors, XmlTexts.Within(xml, most), most);
        }
    }

    public void Give(CaseDraft draft) =>
        (draft.Message, draft.Details, draft.Output, draft.ErrorOutput) = (_message, _details, _output, _errors);
}
