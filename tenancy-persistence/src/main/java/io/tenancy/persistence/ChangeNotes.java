package io.tenancy.persistence;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tenancy.core.Sha256;
import io.tenancy.persistence.Changelog.Change;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What Liquibase has read in Tenancy's own changelogs while building, in a file beside each of them: a line for each of its
 * files, with a digest, an empty line, and a line for each change set. Where there are no notes, or they are of other files
 * than those of the class path, Liquibase reads the changelog itself.
 */
final class ChangeNotes {
    private static final String SUFFIX = ".changes";
    private static final String HEAD_ENDS = "\n\n";

    private ChangeNotes() {}

    /** Writes the notes below a folder of classes: part of the build. */
    public static void main(String... arguments) throws IOException {
        Path classes = Path.of(arguments[0]);
        LiquibaseChangelog all = new LiquibaseChangelog(List.of(Migrations.CHANGELOG));
        LiquibaseChangelog ofTenants = new LiquibaseChangelog(List.of(Migrations.TENANT_CHANGELOG));
        Files.writeString(classes.resolve(Migrations.CHANGELOG + SUFFIX), text(all.sources(), all.changes()));
        Files.writeString(
                classes.resolve(Migrations.TENANT_CHANGELOG + SUFFIX),
                text(ofTenants.sources(), ofTenants.plainChanges()));
    }

    /** The change sets of a changelog, in their order; empty where notes of it are missing, or of no use. */
    static Optional<List<Change>> of(String changelog) {
        return resource(changelog + SUFFIX).flatMap(notes -> read(new String(notes, UTF_8)));
    }

    static String text(List<String> sources, List<Change> changes) {
        return head(sources) + HEAD_ENDS + changes.stream().map(Change::line).collect(Collectors.joining("\n"));
    }

    static Optional<List<Change>> read(String notes) {
        int end = notes.indexOf(HEAD_ENDS);
        String head = notes.substring(0, end);
        List<String> sources =
                head.lines().map(line -> line.substring(line.indexOf(' ') + 1)).toList();
        return head.equals(head(sources))
                ? Optional.of(notes.substring(end + HEAD_ENDS.length())
                        .lines()
                        .map(Change::parse)
                        .toList())
                : Optional.empty();
    }

    private static String head(List<String> sources) {
        return sources.stream().map(source -> digest(source) + " " + source).collect(Collectors.joining("\n"));
    }

    private static String digest(String source) {
        return resource(source).map(Sha256::hex).orElse("missing");
    }

    private static Optional<byte[]> resource(String name) {
        try (@Nullable InputStream file = ChangeNotes.class.getClassLoader().getResourceAsStream(name)) {
            return file == null ? Optional.empty() : Optional.of(file.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
