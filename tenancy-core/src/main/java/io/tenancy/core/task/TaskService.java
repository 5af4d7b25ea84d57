package io.tenancy.core.task;

import static io.tenancy.core.access.Permissions.PLATFORM_READ_TASKS;
import static io.tenancy.core.access.Permissions.PLATFORM_WRITE_TASKS;
import static java.util.Objects.requireNonNull;

import io.tenancy.core.Page;
import io.tenancy.core.TenancyException.NotFound;
import io.tenancy.core.access.Caller;
import io.tenancy.core.access.Difference;
import io.tenancy.core.access.Gate;
import java.util.Optional;

/** What operators see of tasks, and ask of them. */
public final class TaskService {
    private final Gate gate;
    private final TaskRounds rounds;

    public TaskService(Gate gate, TaskRounds rounds) {
        this.gate = requireNonNull(gate);
        this.rounds = requireNonNull(rounds);
    }

    public Page<TaskStatus> list(Caller caller) {
        return gate.query(caller, PLATFORM_READ_TASKS, scope -> new Page<>(rounds.list(), Optional.empty()));
    }

    public TaskStatus get(Caller caller, String name) {
        return gate.query(caller, PLATFORM_READ_TASKS, scope -> existing(name));
    }

    /** Makes a task due now; it runs within a moment. One that each node runs for itself does so on this node. */
    public TaskStatus run(Caller caller, String name) {
        return gate.command(caller, PLATFORM_WRITE_TASKS, work -> {
            existing(name);
            rounds.hurry(name, work.now());
            work.record("task.requested", TaskId.of(name), Difference.added("task", name));
            return existing(name);
        });
    }

    private TaskStatus existing(String name) {
        return rounds.find(name).orElseThrow(() -> new NotFound("task"));
    }
}
