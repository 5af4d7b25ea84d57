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
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every built-in role tries every operation: those that its permissions allow, and no other, are let through. */
@TestInstance(Lifecycle.PER_CLASS)
final class RoleMatrixTest {
    private static final String UNKNOWN = "0193b3a0-0000-7000-8000-000000000000";

    private final Map<BuiltInRole, JsonClient> people = new LinkedHashMap<>();
    private RunningServer server;

    @BeforeAll
    void signEverybodyIn() {
        Deployment deployment = Deployment.fresh();
        server = deployment.start();
        JsonClient operator = deployment.operator(server);
        Tenants tenants = new Tenants(server, operator);
        JsonClient owner = tenants.owner("globex");
        people.put(BuiltInRole.OPERATOR, operator);
        people.put(BuiltInRole.OWNER, owner);
        for (BuiltInRole role : List.of(BuiltInRole.ADMIN, BuiltInRole.MEMBER, BuiltInRole.VIEWER)) {
            people.put(role, tenants.user(owner, "globex", role.name()));
        }
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
    void letsThroughWhoHasThePermission(BuiltInRole role, Operation operation) {
        Answer answer = operation.call(requireNonNull(people.get(role)), UNKNOWN);

        if (isAllowed(role, operation)) {
            assertThat(answer.status()).as(answer.text()).isLessThan(500).isNotEqualTo(403);
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
        assertThat(operations().map(Operation::permission).filter(name -> name.contains(":")))
                .isNotEmpty()
                .allMatch(name -> BuiltInRole.OPERATOR.permissions().contains(new Permission(name)));
    }

    private static boolean isAllowed(BuiltInRole role, Operation operation) {
        return switch (operation.permission()) {
            case "open", "signed-in" -> true;
            default -> role.permissions().contains(new Permission(operation.permission()));
        };
    }

    /** Whether nothing can be tried with a session after the operation. */
    private static boolean endsTheSession(Operation operation) {
        return operation.path().endsWith("/logout");
    }
}
