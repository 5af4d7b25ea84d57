package io.tenancy.persistence;

import static java.util.Objects.requireNonNull;

import com.github.benmanes.caffeine.cache.Ticker;
import io.tenancy.core.plan.PlanId;
import io.tenancy.core.setting.SetValue;
import io.tenancy.core.setting.SharedSettings;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Remembers what operators have set, for as long as a node may be behind; in a transaction too. */
final class CachedSharedSettings implements SharedSettings {
    private static final int MOST = 10_000;

    private final SharedSettings source;
    private final Recent<Optional<PlanId>, List<SetValue>> recent;

    CachedSharedSettings(SharedSettings source, Duration staleness, Ticker clock) {
        this.source = requireNonNull(source);
        this.recent = new Recent<>(MOST, staleness, clock, plan -> plan);
    }

    /** Forgets everything at once where something of it has changed, or may have. */
    CachedSharedSettings hearing(Changes changes) {
        changes.tell(
                change -> {
                    if (change.kind() == Change.Kind.SHARED_SETTINGS) {
                        recent.allChanged();
                    }
                },
                recent::allChanged);
        return this;
    }

    @Override
    public List<SetValue> list() {
        return recent.get(Optional.empty(), none -> source.list());
    }

    @Override
    public List<SetValue> list(PlanId plan) {
        return recent.get(Optional.of(plan), known -> source.list(plan));
    }

    @Override
    public void put(SetValue value) {
        source.put(value);
    }

    @Override
    public boolean remove(String key) {
        return source.remove(key);
    }

    @Override
    public void put(PlanId plan, SetValue value) {
        source.put(plan, value);
    }

    @Override
    public boolean remove(PlanId plan, String key) {
        return source.remove(plan, key);
    }
}
