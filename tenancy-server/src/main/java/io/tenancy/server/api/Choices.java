package io.tenancy.server.api;

import jakarta.annotation.Priority;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.ext.ParamConverter;
import jakarta.ws.rs.ext.ParamConverterProvider;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Choices, numbers, times, ids, and yes or no, in queries, in exactly the spelling that JSON has. */
@Priority(1)
final class Choices implements ParamConverterProvider {
    private static final Pattern ID = Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");
    private static final Pattern NUMBER = Pattern.compile("0|[1-9][0-9]{0,8}");

    @Override
    @SuppressWarnings(
            "unchecked") // each converter makes what it is asked for; an int is made as an Integer, a boolean as a
    // Boolean
    public <T> @Nullable ParamConverter<T> getConverter(Class<T> type, Type generic, Annotation[] annotations) {
        if (type.isEnum()) {
            Map<String, Enum<?>> words = CoreJson.words(type);
            return new Converter<>(
                    name(annotations),
                    "one of " + String.join(", ", words.keySet()),
                    word -> Optional.ofNullable((T) words.get(word)));
        }
        if (type == int.class) {
            return (ParamConverter<T>) new Converter<>(
                    name(annotations),
                    "a number in decimal digits",
                    word -> Optional.of(word)
                            .filter(text -> NUMBER.matcher(text).matches())
                            .map(Integer::valueOf));
        }
        if (type == boolean.class) {
            return (ParamConverter<T>) new Converter<>(
                    name(annotations),
                    "true or false",
                    word -> Optional.of(word)
                            .filter(text -> text.equals("true") || text.equals("false"))
                            .map(Boolean::valueOf));
        }
        if (type == Instant.class) {
            return (ParamConverter<T>) new Converter<>(name(annotations), "a time as RFC 3339 has it", CoreJson::time);
        }
        if (type == UUID.class) {
            return (ParamConverter<T>) new Converter<>(
                    name(annotations),
                    "a UUID",
                    word -> Optional.of(word)
                            .filter(text -> ID.matcher(text).matches())
                            .map(UUID::fromString));
        }
        return null;
    }

    private static String name(Annotation... annotations) {
        return Stream.of(annotations)
                .filter(QueryParam.class::isInstance)
                .map(annotation -> ((QueryParam) annotation).value())
                .findAny()
                .orElse("parameter");
    }

    private record Converter<T>(String name, String kind, Function<String, Optional<T>> reading)
            implements ParamConverter<T> {
        @Override
        public @Nullable T fromString(String word) {
            if (word.isEmpty()) {
                return null; // an empty parameter is as an absent one
            }
            return reading.apply(word)
                    .orElseThrow(() -> new Problem.Refusal(
                            Problem.of(422, name + ".malformed", "The parameter " + name + " is " + kind + ".")
                                    .at(name)));
        }

        @Override
        public String toString(T value) {
            return value instanceof Enum<?> constant ? CoreJson.word(constant) : String.valueOf(value);
        }
    }
}
