package io.tenancy;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaConstructorCall;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import io.tenancy.auth.PublicHasher;
import io.tenancy.core.culprit.Gambler;
import io.tenancy.core.culprit.Printer;
import io.tenancy.core.culprit.StaticClock;
import io.tenancy.core.culprit.Unasked;
import io.tenancy.core.role.RoleStore;
import io.tenancy.core.tenant.TenantScope;
import io.tenancy.persistence.PublicStore;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/** How the code is written. */
final class CodeLaws {
    private CodeLaws() {}

    static Stream<Law> all() {
        return Stream.of(
                shows(
                        "persistence",
                        Set.of(
                                "Persistence",
                                "Migrations",
                                "Store",
                                "Stores",
                                "TenantDatabases",
                                "TenantSchema",
                                // how an application reaches tenant tables of its own
                                "TenantSql",
                                "ConnectionBudget",
                                "AffinityDataSource",
                                "FleetMigration",
                                "FleetOptions",
                                "FleetProgress",
                                "FleetSummary",
                                "ConnectionsSnapshot",
                                "DatabaseWatch",
                                "ChangeListener",
                                "PatientSockets",
                                "TimeLimits",
                                "Doctor",
                                "Check",
                                "Finding",
                                "WarmUp"),
                        PublicStore.class),
                shows(
                        "auth",
                        Set.of(
                                "Auth",
                                "Argon2",
                                "TokenSettings",
                                "TokenAlgorithm",
                                "TokenVerifier",
                                "Verdict",
                                "HashCost",
                                "KeyRing",
                                "WaitingRoom"),
                        PublicHasher.class),
                Law.of(
                        noClasses()
                                .should()
                                .callMethodWhere(describe("read the system's clock", CodeLaws::readsTheClock))
                                .as("time is asked of the clock that was given"),
                        StaticClock.class),
                Law.of(
                        noClasses()
                                .that()
                                .resideOutsideOfPackage("io.tenancy.server..")
                                .should()
                                .callMethodWhere(describe("choose a clock", CodeLaws::choosesAClock))
                                .as("the server chooses the clock"),
                        StaticClock.class),
                Law.of(
                        noClasses()
                                .should()
                                .callConstructorWhere(describe("make a plain generator", CodeLaws::isGuessable))
                                .orShould()
                                .callMethod(ThreadLocalRandom.class, "current")
                                .orShould()
                                .callMethod(Math.class, "random")
                                .as("nothing is guessable: randomness is a SecureRandom"),
                        Gambler.class),
                Law.of(
                        noClasses()
                                .that()
                                .resideInAPackage("io.tenancy.core..")
                                .should()
                                .callMethod(RoleStore.class, "lock", TenantScope.class)
                                .as(
                                        "roles are locked by work.lock(roles::lock), which asks whether the caller still stands"),
                        Unasked.class),
                Law.of(
                        fields().that().areStatic().should().beFinal().as("there is no static state"),
                        StaticClock.class),
                Law.of(
                        noClasses()
                                .that()
                                .resideOutsideOfPackage("io.tenancy.server..")
                                .should()
                                .accessField(System.class, "out")
                                .orShould()
                                .accessField(System.class, "err")
                                .as("a library does not print"),
                        Printer.class));
    }

    private static Law shows(String module, Set<String> types, Class<?> culprit) {
        return Law.of(
                classes()
                        .that()
                        .resideInAPackage("io.tenancy." + module + "..")
                        .and(describe("are no part of what it shows", type -> !types.contains(type.getSimpleName())))
                        .and()
                        .areTopLevelClasses()
                        .should()
                        .notBePublic()
                        .allowEmptyShould(true)
                        .as(module + " shows "
                                + String.join(", ", types.stream().sorted().toList())),
                culprit);
    }

    private static boolean choosesAClock(JavaMethodCall call) {
        return call.getTargetOwner().isAssignableTo(InstantSource.class)
                && call.getName().startsWith("system");
    }

    private static boolean isGuessable(JavaConstructorCall call) {
        return call.getTargetOwner().isAssignableTo(RandomGenerator.class)
                && !call.getTargetOwner().isAssignableTo(SecureRandom.class);
    }

    private static boolean readsTheClock(JavaMethodCall call) {
        String type = call.getTargetOwner().getName();
        String method = call.getName();
        return (type.startsWith("java.time.") && method.equals("now"))
                || (type.equals("java.lang.System") && method.equals("currentTimeMillis"));
    }
}
