package io.tenancy;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Whatever the core leaves to adapters has a contract in the published test kit, or a reason why it has none. */
final class ContractsTest {
    /** Ports whose sentences are in the contract of another one, beside which they are never used. */
    private static final Map<String, String> TOGETHER = Map.ofEntries(
            Map.entry("CheckpointStore", "ChainStoreContract"),
            Map.entry("CutStore", "ChainStoreContract"),
            Map.entry("OldEntries", "ChainStoreContract"),
            Map.entry("Journal", "AuditStoreContract"),
            Map.entry("SharedSettings", "SettingStoreContract"),
            Map.entry("Transactions", "StoreContract"), // and TransactionsContract, by it
            Map.entry("UserSessions", "SessionStoreContract"),
            Map.entry("KeyBox", "SealsContract"),
            Map.entry("MailSeal", "SealsContract"),
            Map.entry("SettingBox", "SealsContract"),
            Map.entry("WebhookSeal", "SealsContract"));

    /** What is implemented once, for this core and no other, and is no port to anybody else. */
    private static final Map<String, String> WITHOUT = Map.of(
            "Versioned", "a value",
            "PublicKeys", "what the key ring publishes of its own keys",
            "SigningKeyMaker", "what the key ring makes for itself",
            "TaskWatch", "hears of tasks, and answers nothing",
            "Upload", "the bytes of one request",
            "TenantRows", "asks the catalogue of PostgreSQL what tables there are; memory has none",
            "WarmPlaces", "places of PostgreSQL that are made in advance");

    /** Let go after the test: it is large. */
    private final JavaClasses house = new ClassFileImporter()
            .importPackages(
                    "io.tenancy.core",
                    "io.tenancy.testkit",
                    "io.tenancy.persistence",
                    "io.tenancy.auth",
                    "io.tenancy.server");

    @Test
    void eachPortHasAContractOrAReason() {
        Set<String> without = ports().filter(port ->
                        contract(port).filter(found -> uses(found, port)).isEmpty())
                .map(JavaClass::getSimpleName)
                .collect(Collectors.toSet());

        assertThat(without).isEqualTo(WITHOUT.keySet());
    }

    /** Interfaces of the core that something outside of it implements. */
    private Stream<JavaClass> ports() {
        return house.stream()
                .filter(JavaClass::isInterface)
                .filter(ContractsTest::isOfTheCore)
                .filter(port -> port.getAllSubclasses().stream()
                        .anyMatch(one -> !one.isInterface() && !isOfTheCore(one) && !isTest(one)));
    }

    private Optional<JavaClass> contract(JavaClass port) {
        String name = TOGETHER.getOrDefault(port.getSimpleName(), port.getSimpleName() + "Contract");
        return house.stream()
                .filter(one -> one.getName().equals("io.tenancy.testkit." + name))
                .filter(one -> one.getModifiers().contains(JavaModifier.ABSTRACT))
                .findAny();
    }

    private static boolean uses(JavaClass contract, JavaClass port) {
        return contract.getDirectDependenciesFromSelf().stream()
                .map(dependency -> dependency.getTargetClass())
                .anyMatch(target -> target.equals(port) || target.isAssignableTo(port.getName()));
    }

    private static boolean isOfTheCore(JavaClass one) {
        return one.getPackageName().startsWith("io.tenancy.core");
    }

    /** What the kit has in memory is an adapter too. */
    private static boolean isTest(JavaClass one) {
        return !one.getPackageName().equals("io.tenancy.testkit")
                && one.getSource()
                        .map(source -> source.getUri().toString())
                        .filter(uri -> uri.contains("/test-classes/") || uri.contains("-tests.jar"))
                        .isPresent();
    }
}
