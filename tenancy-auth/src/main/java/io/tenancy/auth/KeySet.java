package io.tenancy.auth;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** The keys of a JWK Set, or of a single JWK, that may verify access tokens. The others of a set are left out. */
final class KeySet {
    private final Map<String, VerifyingKey> byName = new LinkedHashMap<>();
    private final TreeSet<String> names = new TreeSet<>();
    private final TreeSet<String> problems = new TreeSet<>();

    private KeySet() {}

    /**
     * Reads JSON.
     *
     * @throws IllegalArgumentException if no key of it may verify access tokens; the message says why
     */
    static Map<String, VerifyingKey> read(String json) {
        KeySet set = new KeySet();
        keys(json).forEach(set::add);
        if (set.byName.isEmpty()) {
            throw new IllegalArgumentException(
                    "No key of the JWK Set may verify access tokens: " + String.join("; ", set.problems) + ".");
        }
        return Map.copyOf(set.byName);
    }

    /** Of two keys of one name nobody can tell which is meant: neither counts. */
    private void add(Object jwk) {
        try {
            VerifyingKey key = VerifyingKey.read(members(jwk));
            if (!names.add(key.kid())) {
                byName.remove(key.kid());
                throw new IllegalArgumentException("two keys have the same kid");
            }
            byName.put(key.kid(), key);
        } catch (IllegalArgumentException e) {
            problems.add(String.valueOf(e.getMessage()));
        }
    }

    private static List<?> keys(String json) {
        Map<String, Object> whole;
        try {
            whole = StrictJson.object(json.getBytes(UTF_8));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("The keys are not a JWK Set: " + e.getMessage() + ".", e);
        }
        if (!whole.containsKey("keys")) {
            return List.of(whole);
        }
        return whole.get("keys") instanceof List<?> keys ? keys : List.of();
    }

    private static Map<String, Object> members(Object jwk) {
        Map<String, Object> members = new LinkedHashMap<>();
        if (jwk instanceof Map<?, ?> given) {
            given.forEach((name, value) -> {
                if (name instanceof String text && value != null) {
                    members.put(text, value);
                }
            });
        }
        return members;
    }
}
