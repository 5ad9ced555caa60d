using Slipway.Traffic.Tests.Worlds;

namespace Slipway.Traffic.Tests;

/// <summary>HAProxy by its admin socket.</summary>
public sealed class HaproxyDriverTests(HaproxyWorld world) : DriverContract<HaproxyWorld>(world);

/// <summary>A proxy by commands of the user's.</summary>
public sealed class CommandDriverTests(CommandWorld world) : DriverContract<CommandWorld>(world);

/// <summary>A proxy by calls over HTTP.</summary>
public sealed class HttpDriverTests(HttpWorld world) : DriverContract<HttpWorld>(world);

/// <summary>A gateway by its admin API.</summary>
public sealed class GatewayDriverTests(GatewayWorld world) : DriverContract<GatewayWorld>(world);

/// <summary>nginx by a file and a reload.</summary>
public sealed class NginxDriverTests(NginxWorld world) : DriverContract<NginxWorld>(world);
