package io.tenancy.server.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Locale;

/** Makes tenants and users by the public API. */
final class Tenants {
    static final String PASSWORD = "a long enough password for tests";

    private final RunningServer server;
    private final JsonClient operator;

    Tenants(RunningServer server, JsonClient operator) {
        this.server = server;
        this.operator = operator;
    }

    /** A new tenant, and its owner, signed in. */
    JsonClient owner(String slug) {
        return owner(slug, "shared");
    }

    JsonClient owner(String slug, String isolation) {
        return owner(slug, isolation, "main");
    }

    JsonClient owner(String slug, String isolation, String store) {
        String email = "owner@" + slug + ".test";
        JsonNode created = operator.post(
                        "/v1/tenants",
                        Json.of(
                                "slug", slug,
                                "name", slug,
                                "owner", Json.of("email", email, "name", "Owner of " + slug),
                                "ownerAccess", "one_time_password",
                                "isolation", isolation,
                                "store", store))
                .expect(201)
                .json();
        return replacePassword(slug, email, created.path("oneTimePassword").asText());
    }

    /** A new user of a tenant with one role, signed in. */
    JsonClient user(JsonClient owner, String slug, String role) {
        String email = role.toLowerCase(Locale.ROOT) + "@" + slug + ".test";
        JsonNode created = owner.post(
                        "/v1/users", Json.of("email", email, "name", "The " + role, "roles", List.of(role)))
                .expect(201)
                .json();
        return replacePassword(slug, email, created.path("oneTimePassword").asText());
    }

    private JsonClient replacePassword(String slug, String email, String oneTimePassword) {
        return server.anonymous().changePassword(new Person(slug, email, oneTimePassword), PASSWORD);
    }
}
