package io.tenancy.core.audit;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * JSON in its one canonical spelling (RFC 8785), for objects, lists, texts and whole numbers of up to 53 bits; an absent
 * value is left out by who makes the object.
 */
public final class CanonicalJson {
    private static final long LARGEST = 1L << 53;

    private CanonicalJson() {}

    /** The text of a map of texts to values, a list of values, a text or a whole number. */
    public static String of(Object value) {
        if (value instanceof Map<?, ?> object) {
            return object(object);
        }
        if (value instanceof List<?> list) {
            return list.stream().map(CanonicalJson::of).collect(Collectors.joining(",", "[", "]"));
        }
        if (value instanceof Long number && Math.abs(number) <= LARGEST) {
            return number.toString();
        }
        if (value instanceof String text) {
            return text(text);
        }
        throw new IllegalArgumentException("No value of this kind is written.");
    }

    /** Members in the order of their names' UTF-16 code units, which is that of {@link String#compareTo}. */
    private static String object(Map<?, ?> object) {
        TreeMap<String, Object> members = new TreeMap<>();
        object.forEach((name, value) -> members.put((String) name, value));
        return members.entrySet().stream()
                .map(member -> text(member.getKey()) + ":" + of(member.getValue()))
                .collect(Collectors.joining(",", "{", "}"));
    }

    private static String text(String text) {
        StringBuilder written = new StringBuilder(text.length() + 2).append('"');
        for (int place = 0; place < text.length(); place++) {
            append(written, text.charAt(place));
        }
        return written.append('"').toString();
    }

    private static void append(StringBuilder written, char character) {
        switch (character) {
            case '"' -> written.append("\\\"");
            case '\\' -> written.append("\\\\");
            case '\b' -> written.append("\\b");
            case '\t' -> written.append("\\t");
            case '\n' -> written.append("\\n");
            case '\f' -> written.append("\\f");
            case '\r' -> written.append("\\r");
            default -> {
                if (character < ' ') {
                    written.append(String.format("\\u%04x", (int) character));
                } else {
                    written.append(character);
                }
            }
        }
    }
}
