package io.tenancy.server.api;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads a value from a JSON text and from nothing else; texts with NUL or half a surrogate pair are none. */
final class TextReader<T> extends StdScalarDeserializer<T> {
    private static final long serialVersionUID = 1L;

    @SuppressWarnings("serial") // deserializers are never serialised
    private final Function<String, Optional<T>> reading;

    TextReader(Class<T> type, Function<String, Optional<T>> reading) {
        super(type);
        this.reading = requireNonNull(reading);
    }

    /** Reads a constant of an enum by its word. */
    static TextReader<?> choice(Class<?> type) {
        Map<String, Enum<?>> words = Stream.of(type.getEnumConstants())
                .map(constant -> (Enum<?>) constant)
                .collect(Collectors.toUnmodifiableMap(CoreJson::word, Function.identity()));
        return new TextReader<>(Enum.class, word -> Optional.ofNullable(words.get(word)));
    }

    @Override
    public @Nullable T deserialize(JsonParser json, DeserializationContext context) throws IOException {
        if (!json.hasToken(JsonToken.VALUE_STRING)) {
            return wrongType(json, context);
        }
        String text = json.getText();
        if (text.codePoints().anyMatch(TextReader::isNoCharacter)) {
            throw wrong(context, "not a text");
        }
        return reading.apply(text).orElseThrow(() -> wrong(context, "not one of the choices"));
    }

    @SuppressWarnings("unchecked") // it never returns a value, because no problem handler is registered
    private @Nullable T wrongType(JsonParser json, DeserializationContext context) throws IOException {
        return (T) context.handleUnexpectedToken(handledType(), json);
    }

    /** Without the text itself, which may be a secret. */
    private JsonMappingException wrong(DeserializationContext context, String message) {
        return context.weirdStringException("…", handledType(), message);
    }

    private static boolean isNoCharacter(int codePoint) {
        return codePoint == 0 || Character.getType(codePoint) == Character.SURROGATE;
    }
}
