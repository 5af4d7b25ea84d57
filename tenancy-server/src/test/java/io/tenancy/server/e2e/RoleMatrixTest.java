package io.tenancy.server.e2e;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.tenancy.core.access.Permission;
import io.tenancy.core.role.BuiltInRole;
import io.tenancy.server.e2e.ApiDocument.Operation;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every built-in role, and a role of each single permission, tries every operation: those that its permissions allow, and
 * no other, are let through.
 */
@TestInstance(Lifecycle.PER_CLASS)
final class RoleMatrixTest {
    private static final String UNKNOWN = "0193b3a0-0000-7000-8000-000000000000";

    private final Map<String, Somebody> people = new LinkedHashMap<>();
    private RunningServer server;

    private record Somebody(Set<Permission> permissions, JsonClient client) {}

    @BeforeAll
    void signEverybodyIn() {
        Deployment deployment = Deployment.fresh();
        server = deployment.start();
        JsonClient operator = deployment.operator(server);
        Tenants tenants = new Tenants(server, operator);
        JsonClient owner = tenants.owner("globex");
        add(BuiltInRole.OPERATOR, operator);
        add(BuiltInRole.OWNER, owner);
        for (BuiltInRole role : List.of(BuiltInRole.ADMIN, BuiltInRole.MEMBER, BuiltInRole.VIEWER)) {
            add(role, tenants.user(owner, "globex", role.name()));
        }
        for (Permission permission : BuiltInRole.OWNER.permissions()) {
            String role = "only-" + permission.name().replace(':', '-');
            owner.post("/v1/roles", Json.of("name", role, "permissions", List.of(permission.name())))
                    .expect(201);
            people.put(role, new Somebody(Set.of(permission), tenants.user(owner, "globex", role)));
        }
    }

    private void add(BuiltInRole role, JsonClient client) {
        people.put(role.name(), new Somebody(role.permissions(), client));
    }

    @AfterAll
    void stop() {
        server.close();
    }

    Stream<Arguments> rolesAndOperations() {
        List<Operation> operations = ApiDocument.of(server).operations().stream()
                .sorted(Comparator.comparing(RoleMatrixTest::endsTheSession))
                .toList();
        return people.keySet().stream()
                .flatMap(role -> operations.stream().map(operation -> Arguments.of(role, operation)));
    }

    Stream<Operation> operations() {
        return ApiDocument.of(server).operations().stream();
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("rolesAndOperations")
    void letsThroughWhoHasThePermission(String role, Operation operation) {
        Somebody somebody = requireNonNull(people.get(role));

        Answer answer = operation.call(somebody.client(), UNKNOWN);

        if (somebody.permissions().containsAll(operation.permissions())) {
            assertThat(answer.status()).as(answer.text()).isLessThan(500);
            assertThat(answer.text()).doesNotContain("access.denied");
        } else {
            answer.expect(403, "access.denied");
        }
    }

    @ParameterizedTest
    @MethodSource("operations")
    void letsNobodyThroughWithoutAToken(Operation operation) {
        Answer answer = operation.call(server.anonymous(), UNKNOWN);

        if (operation.permission().equals("open")) {
            assertThat(answer.text("code")).isNotEqualTo("token.missing");
        } else {
            answer.expect(401, "token.missing");
        }
    }

    @Test
    void namesPermissionsThatThereAre() {
        assertThat(operations().flatMap(operation -> operation.permissions().stream()))
                .isNotEmpty()
                .allMatch(BuiltInRole.OPERATOR.permissions()::contains);
    }

    /** Whether nothing can be tried with a session after the operation. */
    private static boolean endsTheSession(Operation operation) {
        return operation.path().endsWith("/logout");
    }
}
