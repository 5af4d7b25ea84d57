package io.tenancy.server.api;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Map.Entry;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The table of docs/errors.md as the sources have it: each code that is thrown, with its status. What a code means stays as
 * the page says it; of a code that is new there, it is the sentence that the source answers with.
 */
final class ErrorPage {
    private static final Map<String, String> STATUS = Map.of(
            "Invalid", "422",
            "Unauthenticated", "401",
            "Denied", "403",
            "Conflict", "409",
            "Stale", "412",
            "Limited", "429",
            "Unavailable", "503",
            "badRequest", "400");

    private static final String CODE = "\\s*\"([a-zA-Z_]+\\.[a-z_]+)\"";
    private static final Pattern REFUSAL = Pattern.compile(
            "(?:new (Conflict|Stale|Denied|Unauthenticated|Unavailable|Limited)\\(|Problem\\s*\\.of\\(\\s*(\\w+),|(badRequest)\\("
                    + "|new (Invalid)\\(\\s*(?:\"\\w+\"|HEADER),)" + CODE);
    private static final Pattern NOT_FOUND = Pattern.compile("new NotFound\\(\"(\\w+)\"\\)");
    private static final Pattern SENTENCE = Pattern.compile("\\s*,\\s*\"([^\"]*)\"");

    /** Codes of fields end like this, and have a table of their own; these alone are of something else. */
    private static final Pattern OF_A_FIELD =
            Pattern.compile("(?!(?:body|header|json|query|request)\\.).*\\.malformed");

    private static final Pattern ROW = Pattern.compile("(?m)^\\| `([^`]+)` \\| (\\d[^|]*) \\| (.*) \\|$");
    private static final Pattern TABLE =
            Pattern.compile("(?s)(.*\\| code \\| status \\| meaning \\|\n\\|---\\|---\\|---\\|\n).*");

    /** A code in the sources. */
    private record Thrown(String code, String status, String sentence) {}

    private ErrorPage() {}

    /** The page as it should be, for the page as it is. */
    static String of(String page, Path root) {
        Matcher table = TABLE.matcher(page);
        if (!table.matches()) {
            throw new IllegalStateException("docs/errors.md has no table of codes.");
        }
        Map<String, String> meanings = ROW.matcher(page)
                .results()
                .collect(Collectors.toMap(row -> row.group(1), row -> row.group(3), (one, other) -> one));
        StringBuilder rows = new StringBuilder(table.group(1));
        for (Entry<String, List<Thrown>> code : codes(root).entrySet()) {
            String sentence = code.getValue().get(0).sentence();
            rows.append("| `")
                    .append(code.getKey())
                    .append("` | ")
                    .append(statuses(code.getValue()))
                    .append(" | ")
                    .append(meanings.getOrDefault(code.getKey(), sentence.replace("|", "\\|")))
                    .append(" |\n");
        }
        return rows.toString();
    }

    private static String statuses(List<Thrown> thrown) {
        return thrown.stream().map(Thrown::status).distinct().sorted().collect(Collectors.joining(", "));
    }

    private static SortedMap<String, List<Thrown>> codes(Path root) {
        return Stream.of("core", "auth", "persistence", "server")
                .map(module -> root.resolve("tenancy-" + module + "/src/main/java"))
                .flatMap(ErrorPage::thrown)
                .filter(thrown -> !OF_A_FIELD.matcher(thrown.code()).matches())
                .collect(Collectors.groupingBy(Thrown::code, TreeMap::new, Collectors.toList()));
    }

    private static Stream<Thrown> thrown(Path sources) {
        try (Stream<Path> files = Files.walk(sources)) {
            return files
                    .filter(file -> file.toString().endsWith(".java"))
                    .sorted()
                    .flatMap(ErrorPage::thrownBy)
                    .toList()
                    .stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Stream<Thrown> thrownBy(Path file) {
        String source = read(file);
        boolean oauth =
                file.toString().toLowerCase(Locale.ROOT).contains("oauth") || file.endsWith("ClientCredentials.java");
        Function<MatchResult, Thrown> refusal = found -> {
            Matcher sentence = SENTENCE.matcher(source).region(found.end(), source.length());
            return new Thrown(found.group(5), status(found, oauth), sentence.lookingAt() ? sentence.group(1) : "");
        };
        return Stream.concat(
                REFUSAL.matcher(source).results().map(refusal),
                NOT_FOUND
                        .matcher(source)
                        .results()
                        .map(found -> new Thrown(found.group(1) + ".not_found", "404", "There is no such thing.")));
    }

    /** In OAuth what is invalid is a bad request (RFC 6749, section 5.2). */
    private static String status(MatchResult found, boolean oauth) {
        if (found.group(2) != null) {
            return found.group(2).matches("\\d+") ? found.group(2) : "400 and others";
        }
        String kind = Stream.of(1, 3, 4)
                .map(found::group)
                .filter(group -> group != null)
                .findFirst()
                .orElseThrow();
        return oauth && kind.equals("Invalid") ? "400" : STATUS.getOrDefault(kind, "?");
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
