namespace Slipway.Kernel;

/// <summary>School grades, as checks of encryption give them.</summary>
public static class Grades
{
    /// <summary>All of them, the worst first.</summary>
    public static IReadOnlyList<string> All { get; } = ["F", "E", "D", "C", "B", "A-", "A", "A+"];

    /// <summary>How many grades are worse; null for what is no grade.</summary>
    public static int? Worth(string grade) => All.Index().Where(it => it.Item == grade).Select(it => (int?)it.Index).FirstOrDefault();
}
