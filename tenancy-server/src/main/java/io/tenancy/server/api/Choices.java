package io.tenancy.server.api;

import jakarta.annotation.Priority;
import jakarta.ws.rs.ext.ParamConverter;
import jakarta.ws.rs.ext.ParamConverterProvider;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Choices in queries, in exactly the spelling that JSON has. */
@Priority(1)
final class Choices implements ParamConverterProvider {
    @Override
    public <T> @Nullable ParamConverter<T> getConverter(Class<T> type, Type generic, Annotation[] annotations) {
        return type.isEnum() ? new Converter<>(type) : null;
    }

    private static final class Converter<T> implements ParamConverter<T> {
        private final Class<T> type;
        private final Map<String, T> words;

        Converter(Class<T> type) {
            this.type = type;
            this.words = Stream.of(type.getEnumConstants())
                    .collect(Collectors.toUnmodifiableMap(
                            constant -> CoreJson.word((Enum<?>) constant), Function.identity()));
        }

        @Override
        public @Nullable T fromString(String word) {
            if (word.isEmpty()) {
                return null; // an empty parameter is as an absent one
            }
            @Nullable T value = words.get(word);
            if (value == null) {
                throw new IllegalArgumentException("Not one of " + words.keySet());
            }
            return value;
        }

        @Override
        public String toString(T value) {
            return CoreJson.word((Enum<?>) type.cast(value));
        }
    }
}
