package io.tenancy.server.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenancy.persistence.Check;
import io.tenancy.server.config.Repository;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** docs/doctor.md has a section for each check, in their order, and says of each what the reports say. */
final class DoctorPageTest {
    private static final Pattern SECTION = Pattern.compile("(?ms)^### `([^`]+)` \\((\\w+)\\)\n\n(.*?)(?=^##|\\z)");

    private record Section(String id, String severity) {}

    @Test
    void hasASectionForEachCheck() throws IOException {
        List<Section> sections = SECTION.matcher(page())
                .results()
                .map(section -> new Section(section.group(1), section.group(2)))
                .toList();

        assertThat(sections)
                .containsExactlyElementsOf(Stream.of(Check.values())
                        .map(check ->
                                new Section(check.id(), check.severity().name().toLowerCase(Locale.ROOT)))
                        .toList());
    }

    @Test
    void saysWhatTheReportsSay() throws IOException {
        List<String> texts = SECTION.matcher(page())
                .results()
                .map(section -> section.group(3).replaceAll("\\s+", " "))
                .toList();

        assertThat(texts).hasSize(Check.values().length);
        Arrays.stream(Check.values())
                .forEach(check -> assertThat(texts)
                        .anySatisfy(text -> assertThat(text).contains(check.title() + ".", check.why())));
    }

    private static String page() throws IOException {
        return Files.readString(Repository.file("docs/doctor.md"));
    }
}
