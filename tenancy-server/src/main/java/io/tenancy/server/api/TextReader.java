package io.tenancy.server.api;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Reads a value from a JSON text and from nothing else; texts with NUL or half a surrogate pair are none. */
final class TextReader<T> extends StdScalarDeserializer<T> {
    private static final long serialVersionUID = 1L;

    private final String kind;

    @SuppressWarnings("serial") // deserializers are never serialised
    private final Function<String, Optional<T>> reading;

    /** A reader that says of what it cannot read that it is not {@code kind}. */
    TextReader(Class<T> type, String kind, Function<String, Optional<T>> reading) {
        super(type);
        this.kind = requireNonNull(kind);
        this.reading = requireNonNull(reading);
    }

    /** Reads a constant of an enum by its word. */
    static TextReader<?> choice(Class<?> type) {
        Map<String, Enum<?>> words = CoreJson.words(type);
        return new TextReader<>(
                Enum.class,
                "one of " + String.join(", ", words.keySet()),
                word -> Optional.ofNullable(words.get(word)));
    }

    @Override
    public T deserialize(JsonParser json, DeserializationContext context) throws IOException {
        if (!json.hasToken(JsonToken.VALUE_STRING)) {
            throw wrongType(json);
        }
        String text = json.getText();
        if (text.codePoints().anyMatch(TextReader::isNoCharacter)) {
            throw noText(json);
        }
        return reading.apply(text).orElseThrow(() -> wrongType(json));
    }

    /** Without the value itself, which may be a secret. */
    private Problem.Refusal wrongType(JsonParser json) {
        String field = JsonProblems.path(json.getParsingContext());
        return new Problem.Refusal(Problem.of(422, "json.wrong_type", "The field " + field + " is " + kind + ".")
                .at(field));
    }

    private static Problem.Refusal noText(JsonParser json) {
        String field = JsonProblems.path(json.getParsingContext());
        return new Problem.Refusal(Problem.of(
                        422,
                        field.replaceAll("\\[\\d+]", "") + ".control_character",
                        "The field " + field + " contains NUL or half a surrogate pair, which no text has.")
                .at(field));
    }

    private static boolean isNoCharacter(int codePoint) {
        return codePoint == 0 || Character.getType(codePoint) == Character.SURROGATE;
    }
}
