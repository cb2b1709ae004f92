using System.Data.Common;
using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Stackbilt.Observability;

namespace Letters;

public sealed class CommandSpans(RequestSpan request) : DbCommandInterceptor
{
    readonly ConditionalWeakTable<DbCommand, Span> _running = [];

    public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
        DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result, CancellationToken cancellationToken = default)
    {
        Start(command);
        return new(result);
    }

    public override ValueTask<DbDataReader> ReaderExecutedAsync(
        DbCommand command, CommandExecutedEventData eventData, DbDataReader result, CancellationToken cancellationToken = default)
    {
        End(command);
        return new(result);
    }

    public override ValueTask<InterceptionResult<int>> NonQueryExecutingAsync(
        DbCommand command, CommandEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
    {
        Start(command);
        return new(result);
    }

    public override ValueTask<int> NonQueryExecutedAsync(
        DbCommand command, CommandExecutedEventData eventData, int result, CancellationToken cancellationToken = default)
    {
        End(command);
        return new(result);
    }

    public override Task CommandFailedAsync(DbCommand command, CommandErrorEventData eventData, CancellationToken cancellationToken = default)
    {
        End(command, eventData.Exception);
        return Task.CompletedTask;
    }

    public override Task CommandCanceledAsync(DbCommand command, CommandEndEventData eventData, CancellationToken cancellationToken = default)
    {
        End(command);
        return Task.CompletedTask;
    }

    void Start(DbCommand command)
    {
        // The nearest span where the carrier knows it, else that of the request.
        var span = (ActiveSpan.Current ?? request.Span)?.StartChild("db.query", SpanKind.Client, ("db.query.text", command.CommandText));
        if (span is not null)
            _running.AddOrUpdate(command, span);
    }

    void End(DbCommand command, Exception? failure = null)
    {
        if (!_running.TryGetValue(command, out var span))
            return;

        _running.Remove(command);
        if (failure is not null)
            span.RecordException(failure).SetStatus(SpanStatus.Error, failure.Message);

        span.End();
    }
}
