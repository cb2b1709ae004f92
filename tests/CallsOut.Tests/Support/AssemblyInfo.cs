// What listens here listens to the whole process, and would be heard by every other test.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
