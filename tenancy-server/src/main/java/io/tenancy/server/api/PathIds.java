package io.tenancy.server.api;

import io.tenancy.core.Id;
import io.tenancy.core.TenancyException.NotFound;
import jakarta.ws.rs.ext.ParamConverter;
import jakarta.ws.rs.ext.ParamConverterProvider;
import jakarta.ws.rs.ext.Provider;
import java.lang.annotation.Annotation;
import java.lang.reflect.Constructor;
import java.lang.reflect.Type;
import java.util.Locale;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Ids in paths. What is no UUID in its canonical spelling (RFC 9562, section 4) is the id of nothing, and answered as an
 * id that nobody has.
 */
@Provider
final class PathIds implements ParamConverterProvider {
    private static final Pattern WORD = Pattern.compile("(?<=[a-z0-9])(?=[A-Z])");

    @Override
    public <T> @Nullable ParamConverter<T> getConverter(Class<T> type, Type generic, Annotation[] annotations) {
        return type.isRecord() && Id.class.isAssignableFrom(type)
                ? new Converter<>(noun(type), constructor(type))
                : null;
    }

    /** {@code user} for a {@code UserId}. */
    private static String noun(Class<?> type) {
        String name = type.getSimpleName().replaceAll("Id$", "");
        return WORD.matcher(name).replaceAll("_").toLowerCase(Locale.ROOT);
    }

    private static <T> Constructor<T> constructor(Class<T> type) {
        try {
            Constructor<T> constructor = type.getDeclaredConstructor(UUID.class);
            constructor.setAccessible(true);
            return constructor;
        } catch (ReflectiveOperationException e) {
            throw noId(type, e);
        }
    }

    private static IllegalStateException noId(Class<?> type, ReflectiveOperationException e) {
        return new IllegalStateException("An id is a record of a UUID, and this is not: " + type.getName(), e);
    }

    private record Converter<T>(String noun, Constructor<T> id) implements ParamConverter<T> {
        @Override
        public T fromString(String text) {
            try {
                UUID uuid = UUID.fromString(text);
                if (uuid.toString().equals(text)) {
                    return id.newInstance(uuid);
                }
            } catch (IllegalArgumentException e) {
                throw (NotFound) new NotFound(noun).initCause(e);
            } catch (ReflectiveOperationException e) {
                throw noId(id.getDeclaringClass(), e);
            }
            throw new NotFound(noun);
        }

        @Override
        public String toString(T id) {
            return ((Id) id).value().toString();
        }
    }
}
