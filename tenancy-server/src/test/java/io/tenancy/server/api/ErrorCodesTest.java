package io.tenancy.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** docs/errors.md is the page that the sources make. With {@code -Dtenancy.write=true} it is written. */
final class ErrorCodesTest {
    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final Path PAGE = ROOT.resolve("docs/errors.md");
    private static final String COMMAND =
            "mvn test -pl tenancy-server -am -Dtest=ErrorCodesTest -Dsurefire.failIfNoSpecifiedTests=false -Dtenancy.write=true";

    @Test
    void thePageIsWhatTheSourcesMake() throws IOException {
        String page = Files.readString(PAGE);
        String made = ErrorPage.of(page, ROOT);
        if (Boolean.getBoolean("tenancy.write")) {
            Files.writeString(PAGE, made);
            return;
        }

        assertThat(page).as("docs/errors.md; this writes it: " + COMMAND).isEqualTo(made);
    }

    @Test
    void aCodeThatIsGoneLeavesAndANewOneComesWithItsSentence() throws IOException {
        String page = Files.readString(PAGE);
        String older = page.replaceAll("(?m)^\\| `role.cycle`.*\n", "| `role.gone` | 409 | it is gone |\n");

        String made = ErrorPage.of(older, ROOT);

        assertThat(made).doesNotContain("role.gone");
        assertThat(made).containsPattern("\\| `role.cycle` \\| 409 \\| .*inherit.* \\|");
        assertThat(ErrorPage.of(page, ROOT)).hasLineCount((int) page.lines().count());
    }

    @Test
    void eachCodeMeansSomething() throws IOException {
        assertThat(Files.readString(PAGE).lines().filter(line -> line.startsWith("| `")))
                .hasSizeGreaterThan(100)
                .allSatisfy(line -> assertThat(line).matches("\\|( [^|]+ \\|){2,3}"));
    }
}
