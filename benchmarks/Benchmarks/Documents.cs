using System.Globalization;
using System.Text;

namespace Slipway.Benchmarks;

/// <summary>Checklists of any size, with the forms that real ones mix: boxes, commands with expectations, bounds, blanks, addresses.</summary>
internal static class Documents
{
    /// <summary>A checklist of this many items, twenty a phase.</summary>
    public static string Mixed(int items) => Of(items, it => Item(it));

    /// <summary>A checklist of this many commands that print a number.</summary>
    public static string Commands(int items) =>
        Of(items, it => string.Create(CultureInfo.InvariantCulture, $"- [ ] Step {it}\n  ```bash\n  echo {it}\n  ```\n"));

    private static string Of(int items, Func<int, string> item)
    {
        var text = new StringBuilder("# Go-live\n");
        for (var i = 0; i < items; i++)
        {
            text.Append(i % 20 == 0 ? string.Create(CultureInfo.InvariantCulture, $"\n## Phase {i / 20 + 1}\n\n") : "").Append(item(i));
        }

        return text.ToString();
    }

    private static string Item(int i) =>
        (i % 5) switch
        {
            0 => $"- [ ] Service {i} answers within 200 ms\n",
            1 => $"- [ ] **Migrate table {i}**\n  ```bash\n  ./migrate.sh {i}\n  ```\n  Expected: `done`\n",
            2 => $"- [ ] Error rate < 0.{i % 9 + 1} % for 10 minutes\n",
            3 => $"- [ ] Product owner has approved step {i}: ____\n",
            _ => $"- [ ] `curl -f https://example.org/health/{i}` returns 200\n",
        };
}
