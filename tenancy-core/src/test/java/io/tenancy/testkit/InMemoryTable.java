package io.tenancy.testkit;

import io.tenancy.core.Position;
import io.tenancy.core.tenant.TenantId;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** The rows of one kind, apart for each tenant; every change can be taken back. */
final class InMemoryTable<K, V> {
    /** The order of UUIDs in a database, which differs from that of {@link UUID#compareTo}. */
    static final Comparator<UUID> BY_ID = (one, other) -> {
        int high = Long.compareUnsigned(one.getMostSignificantBits(), other.getMostSignificantBits());
        return high != 0 ? high : Long.compareUnsigned(one.getLeastSignificantBits(), other.getLeastSignificantBits());
    };

    /** The order of code points, in which a database with the collation {@code C} sorts. */
    static final Comparator<String> BY_CODE_POINTS = (one, other) ->
            Arrays.compareUnsigned(one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));

    /** The order of places in a list. */
    static final Comparator<Position> BY_POSITION =
            Comparator.comparing(Position::key, BY_CODE_POINTS).thenComparing(Position::id, BY_ID);

    private final InMemoryTransactions transactions;
    private final Comparator<K> order;
    private final Map<TenantId, Map<K, V>> parts = new ConcurrentHashMap<>();

    InMemoryTable(InMemoryTransactions transactions, Comparator<K> order) {
        this.transactions = transactions;
        this.order = order;
    }

    Optional<V> find(TenantId part, K key) {
        return Optional.ofNullable(rows(part).get(key));
    }

    /** The rows of one part in the order of their keys. */
    Stream<V> all(TenantId part) {
        return rows(part).values().stream();
    }

    void put(TenantId part, K key, V row) {
        Optional<V> before = Optional.ofNullable(rows(part).put(key, row));
        transactions.onFailure(() -> restore(part, key, before));
    }

    boolean remove(TenantId part, K key) {
        Optional<V> before = Optional.ofNullable(rows(part).remove(key));
        transactions.onFailure(() -> restore(part, key, before));
        return before.isPresent();
    }

    void removeIf(TenantId part, Predicate<V> doomed) {
        for (Map.Entry<K, V> row : rows(part).entrySet()) {
            if (doomed.test(row.getValue())) {
                remove(part, row.getKey());
            }
        }
    }

    /** At most {@code limit} rows after a place, in the order of the places. */
    static <V> List<V> after(Optional<Position> after, int limit, Function<V, Position> position, Stream<V> rows) {
        return rows.filter(row -> after.isEmpty() || BY_POSITION.compare(position.apply(row), after.get()) > 0)
                .sorted(Comparator.comparing(position, BY_POSITION))
                .limit(limit)
                .toList();
    }

    /** At most {@code limit} rows before a place, the last of the places first. */
    static <V> List<V> before(Optional<Position> place, int limit, Function<V, Position> position, Stream<V> rows) {
        return rows.filter(row -> place.isEmpty() || BY_POSITION.compare(position.apply(row), place.get()) < 0)
                .sorted(Comparator.comparing(position, BY_POSITION).reversed())
                .limit(limit)
                .toList();
    }

    private void restore(TenantId part, K key, Optional<V> before) {
        before.ifPresentOrElse(row -> rows(part).put(key, row), () -> rows(part).remove(key));
    }

    private Map<K, V> rows(TenantId part) {
        return parts.computeIfAbsent(part, any -> new ConcurrentSkipListMap<>(order));
    }
}
