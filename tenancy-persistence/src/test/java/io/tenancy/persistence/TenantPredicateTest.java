package io.tenancy.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenancy.persistence.testkit.TenantPredicate;
import java.io.IOException;
import java.lang.reflect.Method;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Row-level security is the second fence. The first: every statement of this module names the tenant. */
final class TenantPredicateTest {
    private static final TenantPredicate PREDICATE = TenantPredicate.of();

    static Stream<Method> statements() throws IOException, URISyntaxException {
        Path classes = Path.of(Persistence.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        try (Stream<Path> files = Files.walk(classes)) {
            return files
                    .map(file -> classes.relativize(file).toString())
                    .filter(name -> name.endsWith(".class"))
                    .map(name -> name.replace(".class", "").replace('/', '.').replace('\\', '.'))
                    .flatMap(name -> Stream.of(load(name).getDeclaredMethods()))
                    .filter(method -> TenantPredicate.statement(method).isPresent())
                    .toList()
                    .stream();
        }
    }

    @ParameterizedTest
    @MethodSource("statements")
    void namesTheTenantForEachTable(Method statement) {
        assertThat(PREDICATE.gaps(TenantPredicate.statement(statement).orElseThrow()))
                .isEmpty();
    }

    @Test
    void readsTheStatementsOfAllStores() throws IOException, URISyntaxException {
        List<String> stores = statements()
                .map(method -> method.getDeclaringClass().getName())
                .distinct()
                .toList();

        assertThat(stores).hasSize(55);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT id FROM users",
                "SELECT id FROM users WHERE id = :id",
                "SELECT id FROM users WHERE tenant_id = :other",
                "SELECT id FROM users WHERE tenant_id = tenant_id",
                "SELECT u.id FROM users u JOIN roles r ON r.id = u.id WHERE u.tenant_id = :tenant",
                "SELECT u.id FROM users u WHERE EXISTS (SELECT 1 FROM user_roles h WHERE h.user_id = u.id)"
                        + " AND u.tenant_id = :tenant",
                "SELECT u.id FROM users u WHERE u.tenant_id = :tenant AND EXISTS (SELECT 1 FROM users u WHERE u.id = :id)",
                "SELECT u.id FROM users u, roles r WHERE u.tenant_id = :tenant AND r.tenant_id = :tenant",
                "SELECT id FROM everybody WHERE tenant_id = :tenant",
                "UPDATE users SET name = :name WHERE id = :id",
                "UPDATE users SET tenant_id = :other WHERE id = :id",
                "DELETE FROM sessions WHERE user_id = :user",
                "DELETE FROM sessions s USING users u WHERE s.tenant_id = :tenant AND u.id = s.user_id",
                "INSERT INTO settings (key, value) VALUES (:key, :value)",
                "INSERT INTO settings (tenant_id, key) VALUES (:other, :key)",
                "INSERT INTO user_roles (tenant_id, user_id) SELECT tenant_id, id FROM users WHERE tenant_id = :tenant",
            })
    void bites(String culprit) {
        assertThat(PREDICATE.gaps(culprit)).isNotEmpty();
    }

    private static Class<?> load(String name) {
        try {
            return Class.forName(name, false, Persistence.class.getClassLoader());
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }
}
