// The static door, the listeners and the counting of bytes are of the whole process.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
