package io.tenancy.testkit;

import io.tenancy.core.tenant.TenantId;
import io.tenancy.core.usage.RequestDays;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/** Requests by the day in memory. */
record InMemoryRequestDays(InMemoryTables tables, Map<Cell, Long> rows) implements RequestDays {
    /** Whose requests, and of which day. */
    record Cell(TenantId tenant, Instant day) {}

    InMemoryRequestDays(InMemoryTables tables) {
        this(tables, new ConcurrentHashMap<>());
    }

    @Override
    public void add(Collection<Day> days) {
        InMemoryTenantStore known = new InMemoryTenantStore(tables);
        days.stream()
                .filter(one -> known.find(one.tenant()).isPresent())
                .forEach(one -> rows.merge(new Cell(one.tenant(), one.day()), one.requests(), Long::sum));
    }

    @Override
    public List<Day> since(Collection<TenantId> tenants, Instant day) {
        return rows.entrySet().stream()
                .filter(row -> tenants.contains(row.getKey().tenant()))
                .filter(row -> !row.getKey().day().isBefore(day))
                .map(row -> new Day(row.getKey().tenant(), row.getKey().day(), row.getValue()))
                .toList();
    }

    @Override
    public Map<Instant, Long> totals(Instant day) {
        return rows.entrySet().stream()
                .filter(row -> !row.getKey().day().isBefore(day))
                .collect(Collectors.groupingBy(row -> row.getKey().day(), Collectors.summingLong(Map.Entry::getValue)));
    }

    @Override
    public int prune(Instant before) {
        int size = rows.size();
        rows.keySet().removeIf(cell -> cell.day().isBefore(before));
        return size - rows.size();
    }
}
