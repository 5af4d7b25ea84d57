package io.tenancy.testkit;

import io.tenancy.core.usage.Census;
import io.tenancy.core.usage.CensusBook;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/** The last census in memory. */
record InMemoryCensusBook(AtomicReference<Optional<Census>> kept) implements CensusBook {
    InMemoryCensusBook() {
        this(new AtomicReference<>(Optional.empty()));
    }

    @Override
    public Optional<Census> last() {
        return kept.get();
    }

    @Override
    public void keep(Census census) {
        kept.updateAndGet(last -> last.flatMap(Census::countedAt)
                        .filter(at -> !at.isBefore(census.countedAt().orElseThrow()))
                        .isPresent()
                ? last
                : Optional.of(census));
    }
}
