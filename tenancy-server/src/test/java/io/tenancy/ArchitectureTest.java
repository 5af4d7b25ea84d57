package io.tenancy;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The rules of the house hold in all modules, and each of them catches its culprit. */
final class ArchitectureTest {
    private static final JavaClasses HOUSE = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .withImportOption(location -> !location.contains("-tests.jar") && !location.contains("/test-classes/"))
            .importPackages("io.tenancy");

    static Stream<Law> laws() {
        return Stream.of(ModuleLaws.all(), TenantLaws.all(), CodeLaws.all(), ChangeLaws.all())
                .flatMap(laws -> laws);
    }

    @ParameterizedTest
    @MethodSource("laws")
    void holds(Law law) {
        law.rule().check(HOUSE);
    }

    @ParameterizedTest
    @MethodSource("laws")
    void bites(Law law) {
        JavaClasses culprits = new ClassFileImporter().importClasses(law.culprits());

        assertThat(law.rule().evaluate(culprits).hasViolation())
                .as(law.toString())
                .isTrue();
    }
}
