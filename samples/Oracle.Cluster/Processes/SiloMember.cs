using System.Net;
using Stackbilt.Observability;

namespace OracleCluster;

/// <summary>One of the three silos.</summary>
sealed class SiloMember : IAsyncDisposable
{
    public const string ClusterId = "oracle";

    readonly IHost _host;
    readonly QuestionQueue _questions;

    SiloMember(IHost host, QuestionQueue questions)
    {
        _host = host;
        _questions = questions;
    }

    public static async Task<IAsyncDisposable> StartAsync(HostApplicationBuilder builder, Layout layout, string name)
    {
        var number = Layout.Silos.ToList().IndexOf(name);
        var questions = await QuestionQueue.OpenAsync(layout, name);
        builder.Services.AddSingleton(questions);
        builder.UseOrleans(silo => silo
            .UseLocalhostClustering(
                layout.SiloPorts[number],
                layout.GatewayPorts[number],
                new IPEndPoint(IPAddress.Loopback, layout.SiloPorts[0]),
                ClusterId,
                ClusterId)
            .AddActivityPropagation()
            .AddStackbiltObservability());
        var member = new SiloMember(builder.Build(), questions);
        await member._host.StartAsync();
        Member.Say(Member.Started);
        await member.SeesAllAsync();
        Member.Say(Member.Ready);
        return member;
    }

    public async ValueTask DisposeAsync()
    {
        await _questions.CloseAsync();
        await _host.StopAsync();
        await ((IAsyncDisposable)_host).DisposeAsync();
        await _questions.DisposeAsync();
    }

    /// <summary>Grains are spread over the silos that this one knows.</summary>
    async Task SeesAllAsync()
    {
        var membership = _host.Services.GetRequiredService<IClusterMembershipService>();
        await foreach (var members in membership.MembershipUpdates)
        {
            if (members.Members.Values.Count(static member => member.Status == SiloStatus.Active) == Layout.Silos.Count)
                return;
        }
    }
}
