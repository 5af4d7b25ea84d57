package io.tenancy.core.task;

import java.time.Duration;
import java.util.Optional;

/** Hears how runs of tasks end on this node, as metrics do. */
@FunctionalInterface
public interface TaskWatch {
    void ended(Task task, Duration took, Optional<Throwable> failure);
}
