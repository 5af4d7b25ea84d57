package io.tenancy.core.task;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Where is written down how tasks stand, for all nodes; the rows are those of no tenant. */
public interface TaskBook {
    /** Adds a task that is not known yet. One that is known stays as it is. */
    void declare(TaskState task);

    Optional<TaskState> find(String name);

    /** All in the order of their names. */
    List<TaskState> list();

    /** The names of those that are due and that nobody runs. */
    Set<String> due(Instant now);

    /** Begins a run, which is the caller's until {@code until}; empty where it is not due any more, or somebody was faster. */
    Optional<TaskState> begin(String name, String node, Instant now, Instant until);

    /** Keeps a run for longer; false where it is somebody else's by now. */
    boolean extend(String name, long run, Instant until);

    /**
     * Writes down how a run has ended, and when the task is due again, unless somebody has asked for it meanwhile; false
     * where the run is somebody else's by now.
     */
    boolean end(TaskState ended);

    /** Makes a task due now; false where there is none of that name. */
    boolean hurry(String name, Instant now);
}
