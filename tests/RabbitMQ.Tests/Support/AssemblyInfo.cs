// One broker for all, which one of the tests restarts; and what listens to activities listens to the whole process.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
