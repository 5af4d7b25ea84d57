package io.tenancy.examples.notes;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The code on the page about embedding is that of the examples, so that it compiles and its tests pass. */
final class EmbeddingPageTest {
    private static final Path ROOT = Path.of("..", "..");
    private static final Pattern BLOCK = Pattern.compile("```(?:java|sql|xml)\n(.*?)```", Pattern.DOTALL);

    /** A line that stands for what is left out. */
    private static final Pattern GAP = Pattern.compile("(?m)^\\s*…\\s*$");

    static Stream<String> pieces() throws IOException {
        return BLOCK
                .matcher(Files.readString(ROOT.resolve("docs/embedding.md")))
                .results()
                .map((MatchResult block) -> block.group(1))
                .flatMap(GAP::splitAsStream)
                .map(EmbeddingPageTest::plain)
                .filter(piece -> !piece.isBlank())
                .toList()
                .stream();
    }

    @ParameterizedTest
    @MethodSource("pieces")
    void showsCodeThatIsInAnExample(String piece) {
        assertThat(sources()).anyMatch(source -> source.contains(piece));
    }

    @Test
    void showsMoreThanAFewPieces() throws IOException {
        assertThat(pieces()).hasSizeGreaterThan(8);
    }

    private static List<String> sources() {
        return Stream.of("notes/src", "notes/pom.xml", "embed-plain/src", "embed-plain/pom.xml")
                .flatMap(place -> files(ROOT.resolve("examples").resolve(place)).stream())
                .map(EmbeddingPageTest::read)
                .map(EmbeddingPageTest::plain)
                .toList();
    }

    private static List<Path> files(Path place) {
        try (Stream<Path> files = Files.walk(place)) {
            return files.filter(Files::isRegularFile).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The text without the depth of its lines. */
    private static String plain(String text) {
        return text.lines().map(String::strip).collect(Collectors.joining("\n")).strip();
    }
}
