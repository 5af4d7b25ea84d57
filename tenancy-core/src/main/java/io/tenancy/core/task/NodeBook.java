package io.tenancy.core.task;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** How the tasks stand that each node runs for itself; in memory, because it is of no use to others. */
public final class NodeBook implements TaskBook {
    private final ConcurrentSkipListMap<String, TaskState> states = new ConcurrentSkipListMap<>();

    @Override
    public void declare(TaskState task) {
        states.putIfAbsent(task.name(), task);
    }

    @Override
    public Optional<TaskState> find(String name) {
        return Optional.ofNullable(states.get(name));
    }

    @Override
    public List<TaskState> list() {
        return List.copyOf(states.values());
    }

    @Override
    public Set<String> due(Instant now) {
        return states.values().stream()
                .filter(state -> state.isDue(now))
                .map(TaskState::name)
                .collect(Collectors.toSet());
    }

    @Override
    public Optional<TaskState> begin(String name, String node, Instant now, Instant until) {
        return change(name, state -> state.isDue(now), state -> state.begun(node, now, until));
    }

    @Override
    public boolean extend(String name, long run, Instant until) {
        return change(name, state -> state.runs() == run, state -> state.extended(until))
                .isPresent();
    }

    @Override
    public boolean end(TaskState ended) {
        return change(
                        ended.name(),
                        state -> state.runs() == ended.runs(),
                        state ->
                                state.startedAt().filter(state.dueAt()::isAfter).isPresent()
                                        ? ended.hurried(state.dueAt())
                                        : ended)
                .isPresent();
    }

    @Override
    public boolean hurry(String name, Instant now) {
        return change(name, state -> true, state -> state.hurried(now)).isPresent();
    }

    private Optional<TaskState> change(String name, Predicate<TaskState> allowed, UnaryOperator<TaskState> change) {
        while (true) {
            Optional<TaskState> known = find(name).filter(allowed);
            if (known.isEmpty()) {
                return known;
            }
            TaskState changed = change.apply(known.get());
            if (states.replace(name, known.get(), changed)) {
                return Optional.of(changed);
            }
        }
    }
}
