using Grpc.Core;
using Grpc.Core.Interceptors;
using Stackbilt.Observability;

namespace Letters;

public sealed class GrpcMail(RequestSpan call, MailRoom mail) : Mail.MailBase
{
    public override async Task<Receipt> Send(Letter request, ServerCallContext context)
    {
        await mail.SendAsync(request.Address, call.Span, context.CancellationToken);
        return new Receipt();
    }
}

public sealed class GrpcOutcomes : Interceptor
{
    public override async Task<TResponse> UnaryServerHandler<TRequest, TResponse>(
        TRequest request, ServerCallContext context, UnaryServerMethod<TRequest, TResponse> continuation)
    {
        var span = context.GetHttpContext().GetRequestSpan();
        span?.SetAttributes(("rpc.system.name", "grpc"), ("rpc.method", context.Method.TrimStart('/')));
        try
        {
            return await continuation(request, context);
        }
        catch (Exception exception)
        {
            // gRPC makes a trailer of it and answers 200, so nothing else tells the span of the request.
            span?.RecordException(exception);
            if (exception is not (RpcException or OperationCanceledException))
                span?.SetStatus(SpanStatus.Error, exception.Message);

            throw;
        }
    }
}
