package io.tenancy.core.flag;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * JSON values (RFC 8259) as flags have them: a boolean, a text, a whole number as a {@code Long}, another one as a {@code
 * Double}, a list, an object with its members in their order. There is no null.
 */
public final class FlagJson {
    private static final int DEEPEST = 20;

    private FlagJson() {}

    /**
     * The value as it is kept, whatever Java types its numbers and collections have.
     *
     * @throws IllegalArgumentException if it is, or has in it, none of these
     */
    public static Object of(Object value) {
        return of(value, 0);
    }

    private static Object of(Object value, int depth) {
        if (depth > DEEPEST) {
            throw new IllegalArgumentException("A value is at most " + DEEPEST + " levels deep.");
        }
        if (value instanceof Boolean || value instanceof String) {
            return value;
        }
        if (value instanceof Number number) {
            return number(number);
        }
        if (value instanceof List<?> list) {
            return list.stream().map(one -> of(one, depth + 1)).toList();
        }
        if (value instanceof Map<?, ?> object) {
            Map<String, Object> members = new LinkedHashMap<>();
            object.forEach((name, member) -> members.put(String.valueOf(name), of(member, depth + 1)));
            return Collections.unmodifiableMap(members);
        }
        throw new IllegalArgumentException(
                "A value is a boolean, a number, a text, a list or an object, and not null.");
    }

    private static Object number(Number number) {
        double real = number.doubleValue();
        if (Double.isInfinite(real) || Double.isNaN(real)) {
            throw new IllegalArgumentException("A number is finite.");
        }
        boolean whole = real == Math.rint(real) && Math.abs(real) < 1L << 53;
        return whole ? (Object) number.longValue() : (Object) real;
    }

    /** The text that {@link #read} reads. */
    public static String write(Object value) {
        StringBuilder written = new StringBuilder();
        write(value, written);
        return written.toString();
    }

    private static void write(Object value, StringBuilder written) {
        if (value instanceof Map<?, ?> object) {
            String between = "{";
            for (Map.Entry<?, ?> member : object.entrySet()) {
                written.append(between);
                write(String.valueOf(member.getKey()), written);
                write(member.getValue(), written.append(':'));
                between = ",";
            }
            written.append(object.isEmpty() ? "{}" : "}");
        } else if (value instanceof List<?> list) {
            String between = "[";
            for (Object one : list) {
                write(one, written.append(between));
                between = ",";
            }
            written.append(list.isEmpty() ? "[]" : "]");
        } else if (value instanceof String text) {
            quote(text, written);
        } else {
            written.append(value);
        }
    }

    private static void quote(String text, StringBuilder written) {
        written.append('"');
        for (int place = 0; place < text.length(); place++) {
            char character = text.charAt(place);
            if (character == '"' || character == '\\') {
                written.append('\\').append(character);
            } else if (character < ' ' || Character.isSurrogate(character)) {
                written.append(String.format("\\u%04x", (int) character));
            } else {
                written.append(character);
            }
        }
        written.append('"');
    }

    /**
     * Reads a value.
     *
     * @throws IllegalArgumentException if the text is none
     */
    public static Object read(String text) {
        Reader reader = new Reader(text);
        Object value = reader.value(0);
        if (reader.peek() != Reader.END) {
            throw reader.malformed();
        }
        return of(value);
    }

    /** Reads from a place on. */
    private static final class Reader {
        static final char END = 0;

        private final String text;
        private int place;

        Reader(String text) {
            this.text = text;
        }

        Object value(int depth) {
            if (depth > 2 * DEEPEST) {
                throw malformed();
            }
            return switch (peek()) {
                case '{' -> object(depth);
                case '[' -> list(depth);
                case '"' -> string();
                default -> word();
            };
        }

        private Map<String, Object> object(int depth) {
            Map<String, Object> members = new LinkedHashMap<>();
            place++;
            while (peek() != '}') {
                if (!members.isEmpty()) {
                    take(',');
                }
                String name = peek() == '"' ? string() : "";
                take(':');
                members.put(name, value(depth + 1));
            }
            take('}');
            return members;
        }

        private List<Object> list(int depth) {
            List<Object> items = new ArrayList<>();
            place++;
            while (peek() != ']') {
                if (!items.isEmpty()) {
                    take(',');
                }
                items.add(value(depth + 1));
            }
            take(']');
            return items;
        }

        private String string() {
            StringBuilder read = new StringBuilder();
            take('"');
            while (place < text.length() && text.charAt(place) != '"') {
                char character = text.charAt(place++);
                read.append(character == '\\' ? escaped() : character);
            }
            take('"');
            return read.toString();
        }

        private char escaped() {
            if (place >= text.length()) {
                throw malformed();
            }
            char character = text.charAt(place++);
            return switch (character) {
                case 'n' -> '\n';
                case 't' -> '\t';
                case 'r' -> '\r';
                case 'b' -> '\b';
                case 'f' -> '\f';
                case 'u' -> unicode();
                default -> character;
            };
        }

        private char unicode() {
            if (place + 4 > text.length()) {
                throw malformed();
            }
            place += 4;
            return (char) Integer.parseInt(text.substring(place - 4, place), 16);
        }

        private Object word() {
            int start = place;
            while (place < text.length() && ",]} \n\r\t".indexOf(text.charAt(place)) < 0) {
                place++;
            }
            String word = text.substring(start, place);
            return switch (word) {
                case "true" -> true;
                case "false" -> false;
                default -> Double.valueOf(word);
            };
        }

        char peek() {
            while (place < text.length() && Character.isWhitespace(text.charAt(place))) {
                place++;
            }
            return place < text.length() ? text.charAt(place) : END;
        }

        private void take(char expected) {
            if (peek() != expected) {
                throw malformed();
            }
            place++;
        }

        IllegalArgumentException malformed() {
            return new IllegalArgumentException("This is no JSON at character " + place + ".");
        }
    }
}
