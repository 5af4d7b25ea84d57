package io.tenancy.server.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.stream.StreamSupport;

/** The signing keys as an operator sees them. */
final class Keys {
    private Keys() {}

    static String active(JsonClient operator) {
        return in(operator, "active").get(0);
    }

    static String next(JsonClient operator) {
        return in(operator, "next").get(0);
    }

    /** The names of the keys in a state. */
    static List<String> in(JsonClient operator, String state) {
        JsonNode items = operator.get("/v1/keys").expect(200).json().path("items");
        return StreamSupport.stream(items.spliterator(), false)
                .filter(key -> key.path("state").asText().equals(state))
                .map(key -> key.path("kid").asText())
                .toList();
    }
}
