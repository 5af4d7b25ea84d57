package io.tenancy.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** No build step links the modules of the console, so that nothing but this sees that one names what is not there. */
final class ConsoleModulesTest {
    private static final Path FILES = Path.of("src/main/resources/console");
    private static final Pattern STATIC = Pattern.compile("import \\{([^}]*)} from '(\\.[^']+)'");
    private static final Pattern DYNAMIC = Pattern.compile("import\\('(\\.[^']+)'\\)");
    private static final Pattern EXPORT = Pattern.compile("export (?:async )?(?:function|const|let|class) (\\w+)");

    @Test
    void namesOnlyWhatIsThere() throws IOException {
        assertThat(modules(FILES)).hasSizeGreaterThan(100);
        assertThat(complaints(FILES)).isEmpty();
    }

    @Test
    void seesWhatIsMissing(@TempDir Path folder) throws IOException {
        Files.writeString(folder.resolve("some.js"), "export const here = 1;\n");
        Files.writeString(
                folder.resolve("page.js"),
                "import { here, gone as away } from './some.js';\nimport { any } from './none.js';\nimport('./lost.js');\n");

        assertThat(complaints(folder))
                .containsExactlyInAnyOrder("page.js: gone of ./some.js", "page.js: ./none.js", "page.js: ./lost.js");
    }

    private static List<Path> modules(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(".js"))
                    .filter(file -> !file.startsWith(folder.resolve("vendor")))
                    .toList();
        }
    }

    private static List<String> complaints(Path folder) throws IOException {
        return modules(folder).stream()
                .flatMap(module -> Stream.concat(names(module), pages(module))
                        .map(missing -> folder.relativize(module) + ": " + missing))
                .toList();
    }

    private static Stream<String> pages(Path module) {
        return matches(DYNAMIC, module)
                .map(match -> match.group(1))
                .filter(page -> !Files.exists(module.resolveSibling(page)));
    }

    private static Stream<String> names(Path module) {
        return matches(STATIC, module).flatMap(match -> {
            Path other = module.resolveSibling(match.group(2)).normalize();
            if (!Files.exists(other)) {
                return Stream.of(match.group(2));
            }
            Set<String> known =
                    matches(EXPORT, other).map(export -> export.group(1)).collect(Collectors.toSet());
            return Stream.of(match.group(1).split(","))
                    .map(name -> name.strip().replaceAll(" as .*", ""))
                    .filter(name -> !name.isEmpty() && !known.contains(name))
                    .map(name -> name + " of " + match.group(2));
        });
    }

    private static Stream<MatchResult> matches(Pattern pattern, Path file) {
        try {
            return pattern.matcher(Files.readString(file)).results();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
