package io.tenancy.core.task;

import static java.util.Objects.requireNonNull;

import io.tenancy.core.TenancyException;
import io.tenancy.core.task.Task.Reach;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.stream.Collectors;

/**
 * Runs the tasks that are due, each time that it is asked for a round. A task that runs once in the cluster is leased in
 * the book by the node that runs it; the lease is renewed with each round, and of a node that has died it runs out.
 * Safe for use by many threads.
 */
public final class TaskRounds {
    /** What a dead node holds a task for; the clocks of nodes differ by less. */
    public static final Duration LEASE = Duration.ofSeconds(20);

    private static final System.Logger LOG = System.getLogger(TaskRounds.class.getName());

    private final TaskBook cluster;
    private final TaskBook node = new NodeBook();
    private final String name;
    private final InstantSource clock;
    private final Map<String, Run> running = new ConcurrentHashMap<>();
    private volatile Map<String, Task> tasks = Map.of();
    private volatile boolean stopping;

    /**
     * Rounds of one node.
     *
     * @param cluster how the tasks stand that run once in the cluster
     * @param name how operators call the node
     */
    public TaskRounds(TaskBook cluster, String name, InstantSource clock) {
        this.cluster = requireNonNull(cluster);
        this.name = requireNonNull(name);
        this.clock = requireNonNull(clock);
    }

    /** Says once which tasks there are. */
    public void declare(List<Task> declared) {
        if (!tasks.isEmpty()) {
            throw new IllegalStateException("The tasks are declared already.");
        }
        tasks = declared.stream().collect(Collectors.toUnmodifiableMap(Task::name, task -> task));
        Instant now = clock.instant();
        declared.forEach(task -> book(task)
                .declare(TaskState.declared(task.name(), task.schedule().first(now))));
    }

    public List<TaskStatus> list() {
        Instant now = clock.instant();
        Map<String, TaskState> states = cluster.list().stream().collect(Collectors.toMap(TaskState::name, s -> s));
        node.list().forEach(state -> states.put(state.name(), state));
        return tasks.values().stream()
                .filter(task -> states.containsKey(task.name()))
                .map(task -> TaskStatus.of(task, requireNonNull(states.get(task.name())), now))
                .sorted(Comparator.comparing(TaskStatus::name))
                .toList();
    }

    Optional<TaskStatus> find(String task) {
        return Optional.ofNullable(tasks.get(task))
                .flatMap(known -> book(known).find(task).map(state -> TaskStatus.of(known, state, clock.instant())));
    }

    void hurry(String task, Instant now) {
        book(requireNonNull(tasks.get(task))).hurry(task, now);
    }

    /**
     * Begins what is due, renews what runs, and interrupts what runs for too long.
     *
     * @param executor runs the bodies; one that takes no more leaves them for the next round
     */
    public void round(Executor executor, TaskWatch watch) {
        Instant now = clock.instant();
        running.values().forEach(run -> run.keep(now));
        if (!stopping) {
            begin(node, now, executor, watch);
            begin(cluster, now, executor, watch);
        }
    }

    /** Begins nothing more, and asks what runs to end. */
    public void stop() {
        stopping = true;
    }

    /** Interrupts what still runs. */
    public void interrupt() {
        running.values().forEach(run -> run.future.cancel(true));
    }

    private void begin(TaskBook book, Instant now, Executor executor, TaskWatch watch) {
        for (String due : book.due(now)) {
            Task task = tasks.get(due);
            if (task != null && !running.containsKey(due)) {
                book.begin(due, name, now, now.plus(LEASE)).ifPresent(state -> start(task, state, executor, watch));
            }
        }
    }

    private void start(Task task, TaskState state, Executor executor, TaskWatch watch) {
        Run run = new Run(task, state, watch);
        running.put(task.name(), run);
        try {
            executor.execute(run.future);
        } catch (RejectedExecutionException e) {
            running.remove(task.name());
            book(task).extend(task.name(), state.runs(), clock.instant());
        }
    }

    private TaskBook book(Task task) {
        return task.reach() == Reach.NODE ? node : cluster;
    }

    /** One run on this node. */
    private final class Run {
        private final Task task;
        private final TaskState state;
        private final TaskWatch watch;
        private final Instant end;
        private final FutureTask<Boolean> future;
        private volatile boolean late;
        private volatile boolean begun;

        Run(Task task, TaskState state, TaskWatch watch) {
            this.task = task;
            this.state = state;
            this.watch = watch;
            this.end = state.startedAt().orElseThrow().plus(task.timeout());
            this.future = new FutureTask<>(this::run) {
                /** One that was interrupted before it began does not come to its own end. */
                @Override
                protected void done() {
                    if (isCancelled() && !begun) {
                        running.remove(task.name(), Run.this);
                    }
                }
            };
        }

        /** A late run is asked to end first, and interrupted at the next round; then others may have it when the lease ends. */
        void keep(Instant now) {
            if (late) {
                future.cancel(true);
            } else if (now.isAfter(end)) {
                late = true;
            } else if (!extend(now)) {
                LOG.log(Level.WARNING, "The task " + task.name() + " is another node's by now.");
                late = true;
            }
        }

        private boolean extend(Instant now) {
            try {
                return book(task).extend(task.name(), state.runs(), now.plus(LEASE));
            } catch (RuntimeException e) {
                LOG.log(Level.WARNING, "The lease of the task " + task.name() + " cannot be renewed now.", e);
                return true;
            }
        }

        private boolean run() {
            begun = true;
            Instant start = clock.instant();
            Optional<Throwable> failure = Optional.empty();
            try {
                task.body().run(() -> stopping || late);
                if (late) {
                    throw new IllegalStateException("The task took longer than " + task.timeout() + ".");
                }
            } catch (RuntimeException | Error e) {
                failure = Optional.of(e);
                LOG.log(Level.WARNING, "The task " + task.name() + " failed; it is tried again.", e);
            } finally {
                running.remove(task.name(), this);
            }
            Instant now = clock.instant();
            watch.ended(task, Duration.between(start, now), failure);
            return book(task).end(state.ended(now, failure.map(this::sentence), task.schedule()));
        }

        /** For operators; what is behind it is in the log. */
        private String sentence(Throwable failure) {
            if (late) {
                return "It took longer than " + task.timeout() + ".";
            }
            return failure instanceof TenancyException known
                    ? known.detail()
                    : "It failed for a reason that the log of " + name + " has.";
        }
    }
}
