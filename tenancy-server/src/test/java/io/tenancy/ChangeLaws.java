package io.tenancy;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;

import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import io.tenancy.persistence.SilentStore;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jdbi.v3.sqlobject.statement.SqlBatch;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;

/** What nodes remember of sessions, keys and tenants counts while changes are heard; so nothing of it changes untold. */
final class ChangeLaws {
    /** What {@code JdbiStandings}, {@code JdbiKeyStandings} and {@code KnownTenants} read, and whose rows take theirs along. */
    private static final Set<String> REMEMBERED = Set.of(
            "sessions",
            "users",
            "security_policies",
            "authenticators",
            "passkeys",
            "user_roles",
            "user_grants",
            "groups",
            "group_members",
            "group_roles",
            "roles",
            "role_parents",
            "role_permissions",
            "api_keys",
            "service_accounts",
            "service_account_roles",
            "catalogue.tenants",
            "catalogue.subscriptions",
            "catalogue.exemptions");

    /** Who writes there without a word, and why no answer becomes another one by it. */
    private static final Map<String, String> SILENT = Map.ofEntries(
            Map.entry("JdbiUserStore.add", "nobody has signed in as somebody who is new"),
            Map.entry("JdbiUserStore.move", "the address is not remembered"),
            Map.entry("JdbiUserStore.touch", "the last sign-in is not remembered"),
            Map.entry("JdbiUserStore.erase", "whoever is erased was deleted before"),
            Map.entry("JdbiRoleStore.add", "nobody has a role that is new"),
            Map.entry("JdbiRoleStore.delete", "nobody has a role that may be deleted, but by a grant that has ended"),
            Map.entry("JdbiGroupStore.add", "nobody is in a group that is new"),
            Map.entry("JdbiGrantStore.prune", "the end of a grant is remembered with it"),
            Map.entry("JdbiPasskeyStore.rename", "names are not remembered"),
            Map.entry("JdbiPasskeyStore.use", "counters are not remembered"),
            Map.entry("JdbiFactorStore.putPending", "a factor counts once it is confirmed"),
            Map.entry("JdbiFactorStore.useStep", "steps are not remembered"),
            Map.entry("JdbiSessionStore.add", "nobody has its tokens before"),
            Map.entry("JdbiSessionStore.rotate", "generations are not remembered"),
            Map.entry("JdbiSessionStore.reassure", "how somebody has signed in stands in the token"),
            Map.entry("JdbiSessionStore.prune", "sessions that are over have no token that counts"),
            Map.entry("JdbiApiKeyStore.add", "nobody has a key before it is made"),
            Map.entry("JdbiApiKeyStore.touch", "the last use is not remembered"),
            Map.entry("JdbiApiKeyStore.prune", "the end of a key is remembered with it"),
            Map.entry("JdbiServiceAccountStore.add", "an account that is new has no key"));

    private static final Pattern WRITES =
            Pattern.compile("(?:INSERT\\s+INTO|UPDATE|DELETE\\s+FROM)\\s+([a-z_.]+)", Pattern.CASE_INSENSITIVE);

    private ChangeLaws() {}

    static Stream<Law> all() {
        return Stream.of(Law.of(
                methods()
                        .that()
                        .areDeclaredInClassesThat()
                        .resideInAPackage("io.tenancy.persistence..")
                        .should(beTold())
                        .as("every node is told of what changes something that is remembered"),
                SilentStore.class,
                SilentStore.Sql.class));
    }

    private static ArchCondition<JavaMethod> beTold() {
        return new ArchCondition<>("be called by whoever tells it") {
            @Override
            public void check(JavaMethod statement, ConditionEvents events) {
                if (written(statement).noneMatch(REMEMBERED::contains)) {
                    return;
                }
                callers(statement)
                        .filter(caller -> !tells(caller, new HashSet<>()))
                        .forEach(caller -> events.add(SimpleConditionEvent.violated(
                                caller, name(caller) + " writes what is remembered and tells nobody")));
            }
        };
    }

    /** Whether it tells by itself, needs not, or only those call it who do. */
    private static boolean tells(JavaCodeUnit code, Set<JavaCodeUnit> seen) {
        boolean itself = SILENT.containsKey(name(code))
                || code.getCallsFromSelf().stream()
                        .anyMatch(call -> call.getTarget().getName().equals("changing"));
        if (itself || !seen.add(code)) {
            return itself;
        }
        Set<JavaCodeUnit> callers = callers(code).collect(Collectors.toSet());
        return !callers.isEmpty() && callers.stream().allMatch(caller -> tells(caller, seen));
    }

    private static Stream<JavaCodeUnit> callers(JavaCodeUnit code) {
        return code.getAccessesToSelf().stream().map(JavaAccess::getOrigin);
    }

    private static String name(JavaCodeUnit code) {
        return code.getOwner().getSimpleName() + "." + code.getName();
    }

    private static Stream<String> written(JavaMethod method) {
        return Stream.of(
                        method.tryGetAnnotationOfType(SqlQuery.class).map(SqlQuery::value),
                        method.tryGetAnnotationOfType(SqlUpdate.class).map(SqlUpdate::value),
                        method.tryGetAnnotationOfType(SqlBatch.class).map(SqlBatch::value))
                .flatMap(Optional::stream)
                .flatMap(sql -> WRITES.matcher(sql).results())
                .map(match -> match.group(1));
    }
}
