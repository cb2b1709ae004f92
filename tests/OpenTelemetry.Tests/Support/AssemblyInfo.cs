// What listens to activities listens to the whole process.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
