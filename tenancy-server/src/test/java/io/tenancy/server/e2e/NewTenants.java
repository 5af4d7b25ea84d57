package io.tenancy.server.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Tenants for tests, each with an owner who can sign in. */
final class NewTenants {
    private static final String OWN_PASSWORD = "four wet ducks on a pond";

    private NewTenants() {}

    /** A tenant and its owner, signed in with a password of their own. */
    record Opened(String id, Person owner, JsonClient client) {}

    static Opened open(JsonClient operator, RunningServer server, String slug) {
        JsonNode created =
                operator.post("/v1/tenants", wanted(slug)).expect(201).json();
        Person owner = new Person(
                slug, "owner@" + slug + ".test", created.path("oneTimePassword").asText());
        JsonClient client = server.anonymous().changePassword(owner, OWN_PASSWORD);
        return new Opened(created.path("id").asText(), owner.withPassword(OWN_PASSWORD), client);
    }

    static JsonNode wanted(String slug) {
        return Json.of(
                "slug",
                slug,
                "name",
                "The people of " + slug,
                "owner",
                Json.of("name", "Owen", "email", "owner@" + slug + ".test"),
                "ownerAccess",
                "one_time_password");
    }

    static JsonNode user(String email, String role) {
        return Json.of("email", email, "name", "Una", "roles", new String[] {role});
    }

    /** A tenant that is wanted in a store. */
    static JsonNode wanted(String slug, String isolation, String store) {
        ObjectNode wanted = (ObjectNode) wanted(slug);
        return wanted.put("isolation", isolation).put("store", store);
    }
}
