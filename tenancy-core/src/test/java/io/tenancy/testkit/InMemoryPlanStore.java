package io.tenancy.testkit;

import static io.tenancy.testkit.InMemoryTransactions.CATALOGUE;

import io.tenancy.core.Position;
import io.tenancy.core.plan.Plan;
import io.tenancy.core.plan.Plan.Status;
import io.tenancy.core.plan.PlanId;
import io.tenancy.core.plan.PlanStore;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** The plans in memory. */
record InMemoryPlanStore(InMemoryTables tables) implements PlanStore {
    @Override
    public Optional<Plan> find(PlanId id) {
        return step(() -> tables.plans.find(CATALOGUE, id.value()));
    }

    @Override
    public Optional<Plan> published(String key) {
        return step(
                () -> of(key).filter(plan -> plan.status() == Status.PUBLISHED).findAny());
    }

    @Override
    public List<Plan> list(Optional<Status> status, Optional<Position> after, int limit) {
        return step(() -> InMemoryTable.after(
                after,
                limit,
                plan -> new Position("", plan.id().value()),
                tables.plans.all(CATALOGUE).filter(plan -> status.isEmpty() || status.get() == plan.status())));
    }

    @Override
    public int newest(String key) {
        return step(() -> of(key).mapToInt(Plan::number).max().orElse(0));
    }

    @Override
    public boolean add(Plan plan) {
        return step(() -> {
            boolean clashes = of(plan.key())
                    .anyMatch(other -> other.number() == plan.number()
                            || (other.status() == plan.status() && plan.status() != Status.RETIRED));
            if (!clashes) {
                tables.plans.put(CATALOGUE, plan.id().value(), plan);
            }
            return !clashes;
        });
    }

    @Override
    public boolean update(Plan plan) {
        return step(() -> {
            boolean current = tables.plans
                    .find(CATALOGUE, plan.id().value())
                    .filter(known -> known.version() == plan.version() - 1)
                    .isPresent();
            boolean clashes = plan.status() == Status.PUBLISHED
                    && of(plan.key())
                            .anyMatch(other -> other.status() == Status.PUBLISHED
                                    && !other.id().equals(plan.id()));
            if (current && !clashes) {
                tables.plans.put(CATALOGUE, plan.id().value(), plan);
            }
            return current && !clashes;
        });
    }

    @Override
    public boolean delete(PlanId id) {
        return step(() -> {
            boolean draft = tables.plans
                    .find(CATALOGUE, id.value())
                    .filter(plan -> plan.status() == Status.DRAFT)
                    .isPresent();
            if (draft) {
                tables.plans.remove(CATALOGUE, id.value());
                tables.planSettings.removeIf(
                        CATALOGUE, planned -> planned.plan().equals(id));
            }
            return draft;
        });
    }

    private Stream<Plan> of(String key) {
        return tables.plans.all(CATALOGUE).filter(plan -> plan.key().equals(key));
    }

    private <T> T step(Supplier<T> step) {
        return tables.transactions.step(CATALOGUE, step);
    }
}
