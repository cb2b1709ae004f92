using Microsoft.AspNetCore.SignalR;

namespace Stackbilt.Observability.Tests;

/// <summary>A hub of which each call has an activity of SignalR's, while the request of the connection goes on.</summary>
sealed class DeepHub(ForeignProgram program) : Hub
{
    public Task Ask() => program.AtTheDoorAsync();
}
