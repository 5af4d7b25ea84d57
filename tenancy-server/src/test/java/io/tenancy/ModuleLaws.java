package io.tenancy;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClass;
import io.tenancy.auth.KnowsPersistence;
import io.tenancy.core.access.KnowsUser;
import io.tenancy.core.culprit.KnowsJackson;
import io.tenancy.core.culprit.KnowsSql;
import io.tenancy.core.culpritone.One;
import io.tenancy.core.culprittwo.Two;
import io.tenancy.persistence.KnowsAuth;
import io.tenancy.persistence.KnowsDropwizard;
import io.tenancy.persistence.KnowsServer;
import io.tenancy.server.api.UsesTechnology;
import java.util.Set;
import java.util.stream.Stream;

/** Who may know whom. */
final class ModuleLaws {
    private static final Set<String> JAVA_BASE = Object.class.getModule().getPackages();

    private ModuleLaws() {}

    static Stream<Law> all() {
        return Stream.of(
                Law.of(
                        classes()
                                .that()
                                .resideInAPackage("io.tenancy.core..")
                                .should()
                                .onlyDependOnClassesThat(describe("core or java.base", ModuleLaws::isKnownToTheCore))
                                .as("the core knows java.base and itself"),
                        KnowsJackson.class,
                        KnowsSql.class),
                Law.of(
                        slices().matching("io.tenancy.core.(*)..")
                                .should()
                                .beFreeOfCycles()
                                .as("features of the core do not depend on each other in circles"),
                        One.class,
                        Two.class),
                Law.of(
                        noClasses()
                                .that()
                                .resideInAnyPackage("io.tenancy.core.tenant..", "io.tenancy.core.access..")
                                .should()
                                .dependOnClassesThat(describe("features", ModuleLaws::isFeature))
                                .as("tenant and access are below every feature"),
                        KnowsUser.class),
                apart("auth", "persistence", KnowsPersistence.class),
                apart("persistence", "auth", KnowsAuth.class),
                apart("persistence", "server", KnowsServer.class),
                only("the server knows Dropwizard", Set.of("server"), KnowsDropwizard.class, "io.dropwizard.."),
                only(
                        "auth knows JOSE and password hashing",
                        Set.of("auth"),
                        UsesTechnology.class,
                        "org.jose4j..",
                        "org.bouncycastle.."),
                only(
                        "persistence knows JDBI and PostgreSQL",
                        Set.of("persistence"),
                        UsesTechnology.class,
                        "org.jdbi..",
                        "org.postgresql.."),
                only(
                        "persistence and the commands know Liquibase",
                        Set.of("persistence", "server.command"),
                        UsesTechnology.class,
                        "liquibase.."),
                Law.of(
                        noClasses()
                                .that()
                                .resideInAnyPackage("io.tenancy.server.api..", "io.tenancy.server.console..")
                                .should()
                                .dependOnClassesThat()
                                .resideInAnyPackage("java.sql..", "javax.sql..", "io.tenancy.persistence..")
                                .as("the HTTP API does not reach the database"),
                        UsesTechnology.class));
    }

    private static Law apart(String module, String other, Class<?> culprit) {
        return Law.of(
                noClasses()
                        .that()
                        .resideInAPackage("io.tenancy." + module + "..")
                        .should()
                        .dependOnClassesThat()
                        .resideInAPackage("io.tenancy." + other + "..")
                        .as(module + " does not know " + other),
                culprit);
    }

    private static Law only(String sentence, Set<String> places, Class<?> culprit, String... technology) {
        String[] packages =
                places.stream().map(place -> "io.tenancy." + place + "..").toArray(String[]::new);
        return Law.of(
                noClasses()
                        .that()
                        .resideOutsideOfPackages(packages)
                        .should()
                        .dependOnClassesThat()
                        .resideInAnyPackage(technology)
                        .as("only " + sentence),
                culprit);
    }

    private static boolean isKnownToTheCore(JavaClass type) {
        String name = type.getBaseComponentType().getPackageName();
        return type.getBaseComponentType().isPrimitive()
                || JAVA_BASE.contains(name)
                || name.equals("org.jspecify.annotations")
                || name.startsWith("io.tenancy.core");
    }

    private static boolean isFeature(JavaClass type) {
        String name = type.getPackageName();
        return name.startsWith("io.tenancy.core.") && !name.matches("io\\.tenancy\\.core\\.(tenant|access)");
    }
}
