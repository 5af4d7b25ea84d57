package io.tenancy.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** docs/errors.md lists the codes that the sources have, and no other. */
final class ErrorCodesTest {
    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final Pattern REFUSAL = Pattern.compile(
            "(?:new (?:Conflict|Stale|Denied|Unauthenticated|Unavailable|Limited)\\(|Problem\\s*\\.of\\(\\s*\\w+,|badRequest\\("
                    + "|new Invalid\\(\\s*(?:\"\\w+\"|HEADER),)\\s*\"([a-zA-Z_]+\\.[a-z_]+)\"");
    private static final Pattern NOT_FOUND = Pattern.compile("new NotFound\\(\"(\\w+)\"\\)");
    private static final Pattern ROW = Pattern.compile("(?m)^\\| `([^`]+)` \\| \\d");

    @Test
    void areAllInTheDocumentation() throws IOException {
        Set<String> thrown = new TreeSet<>();
        for (String module : new String[] {"core", "auth", "persistence", "server"}) {
            thrown.addAll(codes(ROOT.resolve("tenancy-" + module + "/src/main/java")));
        }
        thrown.removeIf(code -> code.endsWith(".malformed") && !code.matches("(body|header|json|query|request)\\..*"));

        Set<String> listed = ROW.matcher(Files.readString(ROOT.resolve("docs/errors.md")))
                .results()
                .map((MatchResult row) -> row.group(1))
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(listed).isEqualTo(thrown).hasSizeGreaterThan(50);
    }

    private static Set<String> codes(Path sources) throws IOException {
        try (Stream<Path> files = Files.walk(sources)) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .map(ErrorCodesTest::read)
                    .flatMap(source -> Stream.concat(
                            REFUSAL.matcher(source).results().map(match -> match.group(1)),
                            NOT_FOUND.matcher(source).results().map(match -> match.group(1) + ".not_found")))
                    .collect(Collectors.toSet());
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
