// The static door and the listeners are of the whole process, and one test looks at the heap.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
