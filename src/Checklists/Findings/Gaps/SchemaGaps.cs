namespace Slipway.Checklists.Findings.Gaps;

/// <summary>The schema stays new on the way back, and nobody says that the old version can run on it.</summary>
internal sealed class SchemaStaysNew : LintRule
{
    public override string Code => "SW2311";

    public override string Name => "schema-stays-new";

    public override string Says => "The way back leaves the new schema, and nothing says that the old version can run on it.";

    public override Severity Severity => Severity.Warning;

    public override IEnumerable<Finding> Find(LintContext context)
    {
        if (LastingSchema.Of(context.Items, [context.AllText]) is { } schema)
        {
            yield return At(
                context,
                schema.Line,
                "",
                $"`{schema.Command}` changes the schema, and the way back brings the old version back without the old schema.{(schema.Facts.Count > 0 ? $" {string.Join("; ", schema.Facts)}." : "")} Nothing says that the old version can run on the new one: a run asks a person before its first change.",
                "Say \"the migration is backward compatible\" where it is so, or revert it on the way back."
            );
        }
    }
}
