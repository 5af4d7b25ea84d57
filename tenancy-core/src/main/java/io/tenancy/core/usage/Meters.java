package io.tenancy.core.usage;

import io.tenancy.core.entitlement.Entitlements;
import io.tenancy.core.usage.MeterSource.Aggregation;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;

/** Every meter of a deployment: Tenancy's own, those of each {@link MeterSource}, and those of its settings. */
public final class Meters {
    /** Requests that were let in; counted by the servers, and by no event of a client. */
    public static final MeterDefinition API_REQUESTS = new MeterDefinition(
            Entitlements.API_REQUESTS.name(),
            Aggregation.SUM,
            MeterDefinition.VALUE,
            "Requests to the API with a token or a key that were let in.");

    private final Map<String, MeterDefinition> all = new LinkedHashMap<>();

    /**
     * Those of the code that runs, and these.
     *
     * @throws IllegalStateException if a meter is defined twice
     */
    public Meters(List<MeterDefinition> configured) {
        add(API_REQUESTS);
        ServiceLoader.load(MeterSource.class, Meters.class.getClassLoader())
                .forEach(source -> source.meters().forEach(this::add));
        configured.forEach(this::add);
    }

    private void add(MeterDefinition definition) {
        if (all.put(definition.name(), definition) != null) {
            throw new IllegalStateException("The meter " + definition.name() + " is defined twice.");
        }
    }

    /** By their names. */
    public List<MeterDefinition> all() {
        return all.values().stream()
                .sorted(Comparator.comparing(MeterDefinition::name))
                .toList();
    }

    /** Whether what is counted under a name can be added up by whoever is told of its hours; a name that is no meter's can. */
    public boolean isAddable(String name) {
        return named(name).map(MeterDefinition::isAddable).orElse(true);
    }

    public Optional<MeterDefinition> named(String name) {
        return Optional.ofNullable(all.get(name));
    }
}
