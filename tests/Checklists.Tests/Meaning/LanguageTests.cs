namespace Slipway.Checklists.Tests.Meaning;

/// <summary>Other languages are read by structure, signs, and short lists of words.</summary>
public sealed class LanguageTests
{
    [Theory]
    [InlineData(
        "Die Prüfung der Anlage und alle Schritte für die Nacht",
        "Rückfallkriterien",
        "Fehlerrate über 5 % für 10 Minuten",
        "Rückfall",
        "Kunden benachrichtigen",
        "Antwortzeit unter 500 ms"
    )]
    [InlineData(
        "El despliegue de la tienda con todos los pasos para la noche",
        "Criterios de reversión",
        "Tasa de errores superior a 5 % durante 10 minutos",
        "Reversión",
        "Notificar a los clientes",
        "Tiempo de respuesta menor que 500 ms"
    )]
    [InlineData(
        "Le déploiement de la boutique avec les étapes pour la nuit",
        "Critères de retour arrière",
        "Taux d’erreur supérieur à 5 % pendant 10 minutes",
        "Retour arrière",
        "Prévenir les clients",
        "Temps de réponse inférieur à 500 ms"
    )]
    [InlineData(
        "A implantação da loja com os passos para a noite não para",
        "Critérios de rollback",
        "Taxa de erros acima de 5 % durante 10 minutos",
        "Plano de retorno",
        "Notificar os clientes",
        "Tempo de resposta menor que 500 ms"
    )]
    [InlineData(
        "Выкладка магазина и все шаги на ночь, не для теста",
        "Критерии отката",
        "Доля ошибок выше 5 % в течение 10 минут",
        "Откат",
        "Уведомить клиентов",
        "Время ответа менее 500 ms"
    )]
    [InlineData(
        "商店的部署步骤和检查，所有服务确认完成",
        "回滚条件",
        "错误率超过5%持续10分钟",
        "回滚步骤",
        "通知客户",
        "响应时间低于500 ms"
    )]
    public void the_same_document_reads_the_same(
        string prose,
        string triggers,
        string trigger,
        string rollback,
        string notify,
        string metric
    )
    {
        var plan = Written.Plan(
            $"# A\n\n{prose}\n\n## B\n\n- [ ] {notify}\n- [ ] {metric}\n\n## {triggers}\n\n- {trigger}\n\n## {rollback}\n\n1. X\n"
        );

        plan.On(7).Kind.ShouldBe(ItemKind.Notify);
        plan.On(8).Expect!.Text.ShouldBe("value < 500 ms");
        plan.On(12).Kind.ShouldBe(ItemKind.Trigger);
        plan.On(12).Expect!.Text.ShouldBe("value > 5 %");
        plan.On(16).Kind.ShouldBe(ItemKind.RollbackStep);
        plan.On(16).Forward.ShouldBeFalse();
    }

    [Fact]
    public void japanese_and_korean_headings_keep_the_way_back_out_of_reach()
    {
        Written.Plan("# リリース手順の確認\n\n## ロールバック手順\n\n1. 旧バージョンに戻す\n").On(5).Kind.ShouldBe(ItemKind.RollbackStep);
        Written.Plan("# 배포 확인 서비스\n\n## 롤백 절차\n\n1. 이전 버전 복원\n").On(5).Kind.ShouldBe(ItemKind.RollbackStep);
    }
}
