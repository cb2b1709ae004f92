using Stackbilt.Observability;

namespace OracleCluster;

/// <summary>The oracle: a consumer of the queue of questions.</summary>
sealed class OracleMember : IAsyncDisposable
{
    readonly IHost _host;
    readonly Broker _broker;

    OracleMember(IHost host, Broker broker)
    {
        _host = host;
        _broker = broker;
    }

    public static async Task<IAsyncDisposable> StartAsync(HostApplicationBuilder builder, Layout layout)
    {
        var member = new OracleMember(builder.Build(), await Broker.ConnectAsync(layout));
        await member._host.StartAsync();
        Member.Say(Member.Started);
        await new Answering(member._broker, member._host.Services.GetRequiredService<Tracer>()).StartAsync();
        Member.Say(Member.Ready);
        return member;
    }

    public async ValueTask DisposeAsync()
    {
        await _broker.DisposeAsync();
        await _host.StopAsync();
        await ((IAsyncDisposable)_host).DisposeAsync();
    }
}
