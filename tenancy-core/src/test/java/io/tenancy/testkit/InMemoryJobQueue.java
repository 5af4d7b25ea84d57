package io.tenancy.testkit;

import static io.tenancy.testkit.InMemoryTransactions.CATALOGUE;

import io.tenancy.core.Position;
import io.tenancy.core.job.JobQueue;
import io.tenancy.core.job.QueueFilter;
import io.tenancy.core.job.QueuedJob;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Jobs that wait, in memory. */
record InMemoryJobQueue(InMemoryTables tables) implements JobQueue {
    @Override
    public void put(QueuedJob job) {
        step(() -> {
            int tries = known(job).map(before -> before.tries() + 1).orElse(job.tries());
            return keep(job, tries, job.dueAt());
        });
    }

    @Override
    public Optional<QueuedJob> claim(Instant now, Instant until) {
        return step(() -> tables.jobQueue
                .all(CATALOGUE)
                .filter(job -> !job.dueAt().isAfter(now))
                .min(Comparator.comparing(QueuedJob::dueAt))
                .map(job -> keep(job, job.tries() + 1, until)));
    }

    @Override
    public boolean update(QueuedJob job) {
        return step(() -> {
            Optional<QueuedJob> mine = known(job).filter(before -> before.tries() == job.tries());
            mine.ifPresent(before -> keep(job, job.tries(), job.dueAt()));
            return mine.isPresent();
        });
    }

    @Override
    public boolean remove(QueuedJob job) {
        return step(
                () -> known(job).filter(before -> before.tries() == job.tries()).isPresent()
                        && tables.jobQueue.remove(CATALOGUE, job.job().value()));
    }

    @Override
    public List<QueuedJob> list(QueueFilter filter, Optional<Position> after, int limit) {
        return step(() -> tables.jobQueue
                .all(CATALOGUE)
                .filter(QueuedJob::open)
                .filter(filter::test)
                .filter(job -> after.isEmpty()
                        || InMemoryTable.BY_ID.compare(
                                        job.job().value(), after.get().id())
                                > 0)
                .limit(limit)
                .toList());
    }

    private Optional<QueuedJob> known(QueuedJob job) {
        return tables.jobQueue.find(CATALOGUE, job.job().value());
    }

    private QueuedJob keep(QueuedJob job, int tries, Instant dueAt) {
        QueuedJob kept = new QueuedJob(
                job.tenant(), job.job(), job.kind(), tries, job.failures(), job.queuedAt(), dueAt, job.open());
        tables.jobQueue.put(CATALOGUE, job.job().value(), kept);
        return kept;
    }

    private <T> T step(Supplier<T> step) {
        return tables.transactions.step(CATALOGUE, step);
    }
}
