namespace Stackbilt.Observability.Conformance.Tests;

/// <summary>
/// The span is in the callback that a loop is running, as a user interface has it: a synchronization context that runs one
/// callback at a time, what follows an await among them.
/// </summary>
sealed class LoopCarrier : AmbientCarrier, IFlowHost
{
    readonly ThreadLocal<Callback?> _running = new();

    public override CarrierCapabilities Capabilities => CarrierCapabilities.PassesToWork | CarrierCapabilities.Ambient;

    protected override Attachment? Slot
    {
        get => _running.Value?.Active;
        set
        {
            if (_running.Value is { } callback)
                callback.Active = value;
        }
    }

    void IFlowHost.Run(Action flow) => new Loop(this).Run(flow);

    Action IFlowHost.Fork(Action fork) => () => new Loop(this).Run(fork);

    sealed class Callback
    {
        public Attachment? Active { get; set; }
    }

    sealed class Loop(LoopCarrier carrier) : SynchronizationContext
    {
        readonly Queue<Action> _posted = [];
        bool _isPumping;

        public override SynchronizationContext CreateCopy() => this;

        public override void Post(SendOrPostCallback d, object? state)
        {
            lock (_posted)
            {
                _posted.Enqueue(() => d(state));
                if (_isPumping)
                    return;

                _isPumping = true;
            }

            ThreadPool.UnsafeQueueUserWorkItem(_ => Pump(), null);
        }

        public void Run(Action work)
        {
            var (callback, context) = (carrier._running.Value, Current);
            carrier._running.Value = new Callback();
            SetSynchronizationContext(this);
            try
            {
                work();
            }
            finally
            {
                carrier._running.Value = callback;
                SetSynchronizationContext(context);
            }
        }

        void Pump()
        {
            while (true)
            {
                Action next;
                lock (_posted)
                {
                    if (!_posted.TryDequeue(out next!))
                    {
                        _isPumping = false;
                        return;
                    }
                }

                Run(next);
            }
        }
    }
}
