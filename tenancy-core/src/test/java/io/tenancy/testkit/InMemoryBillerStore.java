package io.tenancy.testkit;

import static io.tenancy.testkit.InMemoryTransactions.CATALOGUE;
import static java.util.Objects.requireNonNull;

import io.tenancy.core.biller.Biller.Use;
import io.tenancy.core.biller.BillerAccount;
import io.tenancy.core.biller.BillerStore;
import io.tenancy.core.tenant.TenantId;
import io.tenancy.core.usage.UsagePoint;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

final class InMemoryBillerStore implements BillerStore {
    private final InMemoryTables tables;

    InMemoryBillerStore(InMemoryTables tables) {
        this.tables = requireNonNull(tables);
    }

    /** What a biller knows of an hour, and is still to hear. */
    record Hour(TenantId tenant, String biller, String meter, Instant hour, long said, long unsaid, int number) {
        String key() {
            return InMemoryBillerStore.key(tenant, biller, meter, hour);
        }
    }

    private static String key(TenantId tenant, String biller, String meter, Instant hour) {
        return tenant.value() + " " + biller + " " + meter + " " + hour;
    }

    private static String key(TenantId tenant, String biller) {
        return tenant.value() + " " + biller;
    }

    private <T> T step(Supplier<T> step) {
        return tables.transactions.step(CATALOGUE, () -> {
            tables.billerAccounts.removeIf(CATALOGUE, row -> isGone(row.tenant()));
            tables.billerUsage.removeIf(CATALOGUE, row -> isGone(row.tenant()));
            return step.get();
        });
    }

    private boolean isGone(TenantId tenant) {
        return tables.tenants.find(CATALOGUE, tenant.value()).isEmpty();
    }

    @Override
    public Optional<BillerAccount> find(TenantId tenant, String biller) {
        return step(() -> tables.billerAccounts.find(CATALOGUE, key(tenant, biller)));
    }

    @Override
    public Optional<BillerAccount> ofCustomer(String biller, String customer) {
        return step(() -> tables.billerAccounts
                .all(CATALOGUE)
                .filter(one -> one.biller().equals(biller) && one.customer().equals(customer))
                .findAny());
    }

    @Override
    public boolean add(BillerAccount account) {
        return step(() -> {
            boolean isFree = tables.billerAccounts
                    .all(CATALOGUE)
                    .filter(one -> one.biller().equals(account.biller()))
                    .noneMatch(one -> one.tenant().equals(account.tenant())
                            || one.customer().equals(account.customer()));
            if (isFree) {
                tables.billerAccounts.put(CATALOGUE, key(account.tenant(), account.biller()), account);
            }
            return isFree;
        });
    }

    @Override
    public boolean update(BillerAccount account) {
        return step(() -> {
            boolean isCurrent = tables.billerAccounts
                    .find(CATALOGUE, key(account.tenant(), account.biller()))
                    .filter(one -> one.version() == account.version() - 1)
                    .isPresent();
            if (isCurrent) {
                tables.billerAccounts.put(CATALOGUE, key(account.tenant(), account.biller()), account);
            }
            return isCurrent;
        });
    }

    @Override
    public boolean note(String biller, String event, Instant now) {
        return step(() -> {
            String key = biller + " " + event;
            boolean isNew = tables.billerEvents.find(CATALOGUE, key).isEmpty();
            if (isNew) {
                tables.billerEvents.put(CATALOGUE, key, now);
            }
            return isNew;
        });
    }

    @Override
    public int forget(Instant before, int limit) {
        return step(() -> {
            int old = (int) tables.billerEvents
                    .all(CATALOGUE)
                    .filter(at -> at.isBefore(before))
                    .count();
            tables.billerEvents.removeIf(CATALOGUE, at -> at.isBefore(before));
            return old;
        });
    }

    private Stream<Hour> hours(TenantId tenant, String biller) {
        return tables.billerUsage
                .all(CATALOGUE)
                .filter(row -> row.tenant().equals(tenant) && row.biller().equals(biller));
    }

    @Override
    public Map<Instant, Long> known(TenantId tenant, String biller, String meter, Instant from) {
        return step(() -> hours(tenant, biller)
                .filter(row -> row.meter().equals(meter) && !row.hour().isBefore(from))
                .collect(Collectors.toMap(Hour::hour, row -> row.said() + row.unsaid())));
    }

    @Override
    public void stage(TenantId tenant, String biller, String meter, List<UsagePoint> totals) {
        step(() -> {
            for (UsagePoint total : totals) {
                Hour before = tables.billerUsage
                        .find(CATALOGUE, key(tenant, biller, meter, total.from()))
                        .orElse(new Hour(tenant, biller, meter, total.from(), 0, 0, 0));
                if (before.unsaid() == 0 && before.said() != total.value()) {
                    put(before, before.said(), total.value() - before.said(), before.number() + 1);
                }
            }
            return totals;
        });
    }

    private void put(Hour hour, long said, long unsaid, int number) {
        Hour after = new Hour(hour.tenant(), hour.biller(), hour.meter(), hour.hour(), said, unsaid, number);
        tables.billerUsage.put(CATALOGUE, after.key(), after);
    }

    @Override
    public List<Use> staged(TenantId tenant, String biller, int limit) {
        return step(() -> hours(tenant, biller)
                .filter(row -> row.unsaid() != 0)
                .sorted(Comparator.comparing(Hour::hour).thenComparing(Hour::meter))
                .limit(limit)
                .map(row -> new Use(tenant, row.meter(), row.hour(), row.unsaid(), row.number()))
                .toList());
    }

    @Override
    public void said(String biller, Use use) {
        step(() -> {
            tables.billerUsage
                    .find(CATALOGUE, key(use.tenant(), biller, use.meter(), use.hour()))
                    .filter(row -> row.number() == use.number())
                    .ifPresent(row -> put(row, row.said() + row.unsaid(), 0, row.number()));
            return use;
        });
    }

    @Override
    public int forgetHours(Instant before, int limit) {
        return step(() -> {
            int old = (int) tables.billerUsage
                    .all(CATALOGUE)
                    .filter(row -> row.unsaid() == 0 && row.hour().isBefore(before))
                    .count();
            tables.billerUsage.removeIf(
                    CATALOGUE, row -> row.unsaid() == 0 && row.hour().isBefore(before));
            return old;
        });
    }
}
