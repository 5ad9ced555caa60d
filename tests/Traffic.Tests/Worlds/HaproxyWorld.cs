using Slipway.Testing;

namespace Slipway.Traffic.Tests.Worlds;

/// <summary>HAProxy by its admin socket.</summary>
public sealed class HaproxyWorld : OnHaproxy
{
    private readonly SilentListener _silence = new();
    private readonly SilentListener _nonsense = new("HTTP/1.0 400 Bad Request\n\n"u8.ToArray(), closes: true);
    private readonly SilentListener _half = new("# pxname,svname,type,status,weight,bck,mode,"u8.ToArray(), closes: true);
    private readonly SilentListener _nothing = new(closes: true);

    public override ITrafficDriver Driver => field ??= Haproxy;

    public override ITrafficDriver WithNobody => Of($"unix:{Folder["nobody.sock"]}", "5s");

    public override ITrafficDriver WithSilence => Of($"tcp://127.0.0.1:{_silence.Port}", "300ms");

    public override IEnumerable<ITrafficDriver> WithGarbage =>
        new[] { _nonsense, _half, _nothing }.Select(it => Of($"tcp://127.0.0.1:{it.Port}", "5s"));
}
