package io.tenancy.testkit;

import static io.tenancy.testkit.InMemoryTransactions.CATALOGUE;

import io.tenancy.core.plan.PlanId;
import io.tenancy.core.setting.SetValue;
import io.tenancy.core.setting.SharedSettings;
import java.util.List;
import java.util.function.Supplier;

/** What operators have set, in memory. */
record InMemorySharedSettings(InMemoryTables tables) implements SharedSettings {
    /** What is set in a version of a plan. */
    record Planned(PlanId plan, SetValue value) {}

    @Override
    public List<SetValue> list() {
        return step(() -> tables.platformSettings.all(CATALOGUE).toList());
    }

    @Override
    public void put(SetValue value) {
        step(() -> {
            tables.platformSettings.put(CATALOGUE, value.key(), value);
            return value;
        });
    }

    @Override
    public boolean remove(String key) {
        return step(() -> tables.platformSettings.remove(CATALOGUE, key));
    }

    @Override
    public List<SetValue> list(PlanId plan) {
        return step(() -> tables.planSettings
                .all(CATALOGUE)
                .filter(planned -> planned.plan().equals(plan))
                .map(Planned::value)
                .toList());
    }

    @Override
    public void put(PlanId plan, SetValue value) {
        step(() -> {
            if (tables.plans.find(CATALOGUE, plan.value()).isEmpty()) {
                throw new IllegalStateException("There is no plan " + plan.value() + ".");
            }
            tables.planSettings.put(CATALOGUE, place(plan, value.key()), new Planned(plan, value));
            return value;
        });
    }

    @Override
    public boolean remove(PlanId plan, String key) {
        return step(() -> tables.planSettings.remove(CATALOGUE, place(plan, key)));
    }

    private static String place(PlanId plan, String key) {
        return plan.value() + " " + key;
    }

    private <T> T step(Supplier<T> step) {
        return tables.transactions.step(CATALOGUE, step);
    }
}
