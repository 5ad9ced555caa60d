namespace Slipway.Checklists.Tests.Meaning;

/// <summary>What people write below, beside and around the things they want checked.</summary>
public sealed class StatementTests
{
    [Theory]
    [InlineData("./count-orders", "3", "value = 3")]
    [InlineData("./count-orders", "0 rows", "value = 0")]
    [InlineData("./lag", "12 ms", "value = 12 ms")]
    [InlineData("./used", "40 %", "value = 40 %")]
    [InlineData("curl -s https://a.test/x", "204", "status 204")]
    [InlineData("curl -s https://a.test/count", "3", "value = 3")]
    public void a_bare_number_that_is_expected_is_the_value(string command, string said, string expect) =>
        Below(command, said).ShouldBe(expect);

    [Theory]
    [InlineData("curl -s https://a.test/about", "`\"build\":\"7.2\"`", "status 2xx and body contains '\"build\":\"7.2\"'")]
    [InlineData("curl -s https://a.test/ship", "`\"beamM\":32`", "status 2xx and body contains '\"beamM\":32'")]
    [InlineData("./about", "`\"build\":\"7.2\"`", "stdout contains '\"build\":\"7.2\"'")]
    [InlineData("./about", "`state: \"open\" (2)`", "stdout contains 'state: \"open\" (2)'")]
    [InlineData("curl -s https://a.test/a", "200 with `\"mode\":\"live\"`", "status 200 and body contains '\"mode\":\"live\"'")]
    public void a_text_in_code_marks_is_one_literal(string command, string said, string expect) => Below(command, said).ShouldBe(expect);

    [Theory]
    [InlineData("Node 20 or newer installed", "./about", "stdout version >= 20")]
    [InlineData("Erlang 27+ is installed", "erl -noshell -eval 'x'", "stdout version >= 27")]
    [InlineData("Version 24+ installed", "apk info curl", "stdout version >= 24")]
    [InlineData("Node 20 oder neuer ist installiert", "./about", "stdout version >= 20")]
    public void a_program_with_a_number_or_newer_is_a_version(string item, string command, string expect) =>
        Written.Plan($"# T\n- [ ] {item}\n  ```sh\n  {command}\n  ```\n").On(3).Expect!.Text.ShouldBe(expect);

    [Theory]
    [InlineData("100+ users imported", "./count")]
    [InlineData("20 or more orders created", "./count")]
    public void a_number_of_things_is_no_version(string item, string command) =>
        Written.Plan($"# T\n- [ ] {item}\n  ```sh\n  {command}\n  ```\n").On(3).Expect!.Text.ShouldNotContain("version");

    [Theory]
    [InlineData("Role | Name | Signature | Date", "Head of Payments | | |", "Head of Payments", "")]
    [InlineData("Role | Name | Date", "Harbour master | | |", "Harbour master", "")]
    [InlineData(
        "Rolle | Name | Unterschrift | Datum",
        "Betriebsleitung | | |",
        "Betriebsleitung",
        "Die Freigabe ist von allen zu unterschreiben und mit dem Datum zu versehen."
    )]
    [InlineData(
        "Rol | Nombre | Firma | Fecha",
        "Jefa de datos | | |",
        "Jefa de datos",
        "La aprobación de los responsables es necesaria para el despliegue."
    )]
    [InlineData("Fonction | Nom | Signature | Date", "Chef de projet | | |", "Chef de projet", "")]
    [InlineData(
        "Função | Nome | Assinatura | Data",
        "Gerente | | |",
        "Gerente",
        "A aprovação de todos os responsáveis não é opcional para a entrega."
    )]
    [InlineData("Роль | Имя | Подпись | Дата", "Руководитель | | |", "Руководитель", "Это нужно для всех и на всех не влияет, что и как.")]
    [InlineData("角色 | 姓名 | 签字 | 日期", "运维负责人 | | |", "运维负责人", "所有人的签字是必须的和有效的在上线前")]
    [InlineData("役割 | 氏名 | 署名 | 日付", "部長 | | |", "部長", "すべての担当者が署名するものとします。この表に記入してください。")]
    [InlineData("역할 | 이름 | 서명 | 날짜", "팀장 | | |", "팀장", "모든 책임자는 이 표에 서명을 하고 날짜를 기입합니다.")]
    [InlineData("Approver | Decision | Date", "CFO | | |", "CFO", "")]
    public void a_row_that_leaves_room_for_a_name_is_a_signature(string head, string row, string role, string sentence)
    {
        var item = Written
            .Plan(
                $"# T\n\n## Go-live\n{sentence}\n\n| {head} |\n|{string.Concat(head.Where(it => it == '|').Append('|').Select(_ => "---|"))}\n| {row}\n"
            )
            .On(8);

        (item.Kind, item.Expect!.Text).ShouldBe((ItemKind.Signoff, $"approved by '{role}'"));
    }

    [Theory]
    [InlineData("Checkout does not answer for 2 minutes", "2m")]
    [InlineData("The gate is not responding for 90 seconds", "90s")]
    [InlineData("Ledger unreachable for more than 5 min", "5m")]
    [InlineData("API doesn't respond for 3 minutes", "3m")]
    [InlineData("Die Kasse antwortet seit 2 Minuten nicht", "2m")]
    [InlineData("El servicio no responde durante 4 minutos", "4m")]
    [InlineData("Le service ne répond pas pendant 3 minutes", "3m")]
    [InlineData("O serviço não responde por 3 minutos", "3m")]
    public void an_outage_in_words_is_down(string line, string lasts)
    {
        var item = Written.Item($"- {line}", "Rollback triggers");

        (item.Kind, item.Expect!.Text, item.For).ShouldBe((ItemKind.Trigger, "down", lasts));
    }

    [Theory]
    [InlineData("Shift traffic: 5 % -> 40 % -> 100 %", "weight = 100 %")]
    [InlineData("Route traffic to blue 10%, then 50%", "weight = 50 %")]
    [InlineData("Ramp canary from 25% to 50%", "weight = 50 %")]
    [InlineData("Send 10% of traffic to the new pods", "weight = 10 %")]
    public void of_several_shares_of_load_the_last_is_where_it_ends(string line, string expect)
    {
        var item = Written.Item($"- [ ] {line}");

        (item.Kind, item.Expect!.Text).ShouldBe((ItemKind.Traffic, expect));
    }

    [Fact]
    public void a_row_with_a_command_is_run_and_held_against_its_own_row()
    {
        var plan = Written.Plan(
            "# T\n\n## Preflight\n\n| Check | Command | Expected |\n|---|---|---|\n| Nodes | `kubectl get nodes` | all Ready |\n| Lag | `./lag.sh` | 0 |\n| Disk | `df -h` | |\n"
        );

        (plan.On(7).Kind, plan.On(7).Expect!.Text).ShouldBe((ItemKind.Command, "stdout all 'Ready'"));
        (plan.On(8).Kind, plan.On(8).Expect!.Text).ShouldBe((ItemKind.Command, "value = 0"));
        (plan.On(9).Kind, plan.On(9).Expect!.Text).ShouldBe((ItemKind.Command, "exit0"));
    }

    [Theory]
    [InlineData("La precisión de todos los modelos es >= 0,92", "value >= 0.92")]
    [InlineData("Die Fehlerrate ist auf allen Knoten < 0,5 %", "value < 0.5 %")]
    public void a_comma_before_a_fraction_is_a_decimal_sign(string line, string expect) =>
        Written.Item($"- [ ] {line}").Expect!.Text.ShouldBe(expect);

    [Theory]
    [InlineData("Freigabe durch die Betriebsleitung liegt vor", "Betriebsleitung", "Der Plan für die Umstellung und das Team")]
    [InlineData("Aprobado por la responsable de calidad", "responsable de calidad", "El plan de los datos y la puesta en producción")]
    public void an_approval_in_words_names_who_gives_it(string line, string role, string title) =>
        Written.Plan($"# {title}\n- [ ] {line}\n").On(2).Expect!.Text.ShouldBe($"approved by '{role}'");

    [Fact]
    public void a_text_in_code_marks_behind_a_verb_is_what_is_shown() =>
        Written.Item("1. [ ] `gh run list --limit 1` shows `completed`").Expect!.Text.ShouldBe("stdout contains 'completed'");

    [Fact]
    public void a_word_in_a_command_says_nothing_of_time() => Written.Item("- [ ] Run `make report-daily -j 2`").Cadence.ShouldBeNull();

    [Fact]
    public void a_heading_may_say_its_start_in_brackets() =>
        Written.Plan("# T\n\n## Switch (06:45)\n\n- [ ] Go\n").On(3).At.ShouldBe("06:45");

    private static string Below(string command, string said) =>
        Written.Plan($"# T\n- [ ] Look\n  ```sh\n  {command}\n  ```\n  - **Expected:** {said}\n").On(3).Expect!.Text;
}
