package io.tenancy.core.invitation;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tenancy.core.Secret;
import io.tenancy.core.invitation.UserImport.Line;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The lines of an import as one text: a line each, its four fields parted by commas. A field is base64url, a set of roles
 * is several of them after points, and what is absent is a hyphen and an exclamation mark, which base64url does not have.
 */
final class ImportText {
    private static final String ABSENT = "-!";

    private ImportText() {}

    static String of(List<Line> lines) {
        return lines.stream()
                .map(line -> String.join(
                        ",",
                        field(line.email()),
                        field(line.name()),
                        line.roles().map(ImportText::fields).orElse(ABSENT),
                        field(line.passwordHash().map(Secret::reveal))))
                .collect(Collectors.joining("\n"));
    }

    /** So many lines after others. */
    static List<Line> lines(String text, int after, int most) {
        return text.lines().skip(after).limit(most).map(ImportText::line).toList();
    }

    private static Line line(String text) {
        String[] fields = text.split(",", -1);
        return new Line(
                read(fields[0]),
                read(fields[1]),
                Optional.of(fields[2]).filter(roles -> !roles.equals(ABSENT)).map(ImportText::set),
                read(fields[3]).map(Secret::new));
    }

    private static String field(Optional<String> text) {
        return text.map(ImportText::encode).orElse(ABSENT);
    }

    private static String fields(Set<String> texts) {
        return texts.stream().map(text -> "." + encode(text)).collect(Collectors.joining());
    }

    private static Optional<String> read(String field) {
        return Optional.of(field).filter(text -> !text.equals(ABSENT)).map(ImportText::decode);
    }

    private static Set<String> set(String field) {
        return Stream.of(field.split("\\.", -1))
                .skip(1)
                .map(ImportText::decode)
                .collect(Collectors.toUnmodifiableSet());
    }

    private static String encode(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(UTF_8));
    }

    private static String decode(String text) {
        return new String(Base64.getUrlDecoder().decode(text), UTF_8);
    }
}
