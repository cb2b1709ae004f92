// The static door is of the whole process: what one test leaves open on a thread of the pool, another would find there.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
