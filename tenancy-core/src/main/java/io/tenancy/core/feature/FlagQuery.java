package io.tenancy.core.feature;

import static java.util.Objects.requireNonNull;

import io.tenancy.core.Check;
import io.tenancy.core.TenancyException.Invalid;
import io.tenancy.core.flag.FlagJson;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * For whom a program, or a person, wants to know what flags are: data of the client.
 *
 * @param targetingKey what percentages are of; of a program, the id of the user it asks about too
 * @param attributes what rules may ask for; at most 100, of which the names that the server knows itself do not count
 */
public record FlagQuery(Optional<String> targetingKey, Map<String, Object> attributes) {
    /** About nobody in particular. */
    public static final FlagQuery NONE = new FlagQuery(Optional.empty(), Map.of());

    private static final int MOST = 100;

    public FlagQuery {
        requireNonNull(targetingKey);
        targetingKey.ifPresent(key -> Check.text("targetingKey", key, 200));
        if (attributes.size() > MOST) {
            throw new Invalid("context", "context.too_large", "A context has at most " + MOST + " attributes.");
        }
        Map<String, Object> kept = new HashMap<>();
        attributes.forEach((name, value) -> kept.put(name, json(value)));
        attributes = Map.copyOf(kept);
    }

    private static Object json(Object value) {
        try {
            return FlagJson.of(value);
        } catch (IllegalArgumentException e) {
            throw (Invalid) new Invalid("context", "context.malformed", String.valueOf(e.getMessage())).initCause(e);
        }
    }
}
