using System.Globalization;
using Markdig;
using Markdig.Syntax;

// The smallest program that parses a checklist's text with the same library, and does nothing with it: what nobody who reads
// Markdown on this runtime can go below.
var document = Markdown.Parse(File.ReadAllText(args[0]), new MarkdownPipelineBuilder().UsePreciseSourceLocation().Build());
Console.WriteLine(document.Descendants().Count().ToString(CultureInfo.InvariantCulture));
