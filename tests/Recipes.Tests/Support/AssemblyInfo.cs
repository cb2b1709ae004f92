// The static door is of the whole process, and each of these tests starts a host that binds its carrier to it.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
