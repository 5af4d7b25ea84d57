package io.tenancy.core.setting;

import static java.util.Objects.requireNonNull;

import io.tenancy.core.plan.Plan;
import io.tenancy.core.plan.PlanId;
import io.tenancy.core.subscription.Subscription.State;
import io.tenancy.core.subscription.SubscriptionStore;
import io.tenancy.core.subscription.Terms;
import io.tenancy.core.tenant.TenantId;
import io.tenancy.core.tenant.TenantScope;
import io.tenancy.core.user.UserId;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Gathers what was set for somebody: by the person, the tenant, in its plan, and by the platform. */
public final class Inheritance {
    private final SettingStore settings;
    private final SharedSettings shared;
    private final SubscriptionStore subscriptions;
    private final InstantSource clock;

    public Inheritance(
            SettingStore settings, SharedSettings shared, SubscriptionStore subscriptions, InstantSource clock) {
        this.settings = requireNonNull(settings);
        this.shared = requireNonNull(shared);
        this.subscriptions = requireNonNull(subscriptions);
        this.clock = requireNonNull(clock);
    }

    Layers platform() {
        return new Layers(List.of(layer(Level.PLATFORM, shared.list())));
    }

    Layers plan(PlanId plan) {
        return platform().under(layer(Level.PLAN, shared.list(plan)));
    }

    Layers tenant(TenantScope scope) {
        return current(scope.id())
                .map(plan -> plan(plan.id()))
                .orElseGet(this::platform)
                .under(layer(Level.TENANT, settings.list(scope)));
    }

    Layers user(TenantScope scope, UserId user) {
        return tenant(scope).under(layer(Level.USER, settings.list(scope, user)));
    }

    /** The plan of a subscription that is not over. */
    private Optional<Plan> current(TenantId tenant) {
        Instant now = clock.instant();
        Terms terms = subscriptions.find(tenant).at(now);
        return terms.plan()
                .filter(plan ->
                        terms.state(now).filter(state -> state != State.ENDED).isPresent());
    }

    private static Layer layer(Level level, List<SetValue> values) {
        return new Layer(level, values.stream().collect(Collectors.toMap(SetValue::key, Function.identity())));
    }

    /** What was set on one level, by the names of settings. */
    record Layer(Level level, Map<String, SetValue> values) {
        Layer {
            values = Map.copyOf(values);
        }
    }

    /** A value that counts, and where it was found. */
    record Held(Level level, SetValue value) {}

    /** What was set on all levels, the nearest first. */
    record Layers(List<Layer> nearest) {
        Layers {
            nearest = List.copyOf(nearest);
        }

        Layers under(Layer nearer) {
            List<Layer> all = new ArrayList<>(List.of(nearer));
            all.addAll(nearest);
            return new Layers(all);
        }

        /** The nearest value of a setting; what is none for it any more, or was set where it cannot be, does not count. */
        Optional<Held> find(SettingKey<?> key) {
            for (Layer layer : nearest) {
                SetValue value = layer.values().get(key.key());
                if (value != null && key.isAt(layer.level()) && isGood(key, value)) {
                    return Optional.of(new Held(layer.level(), value));
                }
            }
            return Optional.empty();
        }

        /** What the nearest level itself says. */
        boolean saysItself(SettingKey<?> key) {
            return nearest.get(0).values().containsKey(key.key());
        }

        Setting show(SettingKey<?> key) {
            Optional<Held> held = find(key);
            return Setting.of(
                    key,
                    key.isSecret() ? Optional.empty() : Optional.of(value(key, held)),
                    held.map(Held::level).orElse(Level.DEFAULT),
                    held.map(one -> one.value().setAt()));
        }

        <T> T value(SettingKey<T> key) {
            return value(key, find(key));
        }

        private static <T> T value(SettingKey<T> key, Optional<Held> held) {
            return held.flatMap(one -> key.kind().parse(one.value().value()))
                    .or(key::standard)
                    .orElseThrow(() -> new IllegalArgumentException(key + " is a secret."));
        }

        private static boolean isGood(SettingKey<?> key, SetValue value) {
            return key.isSecret() || key.kind().parse(value.value()).isPresent();
        }
    }
}
