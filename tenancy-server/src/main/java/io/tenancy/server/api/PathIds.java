package io.tenancy.server.api;

import io.tenancy.core.Id;
import io.tenancy.core.TenancyException.NotFound;
import io.tenancy.core.role.RoleId;
import io.tenancy.core.tenant.TenantId;
import io.tenancy.core.user.UserId;
import jakarta.ws.rs.ext.ParamConverter;
import jakarta.ws.rs.ext.ParamConverterProvider;
import jakarta.ws.rs.ext.Provider;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Ids in paths. What is no UUID in its canonical spelling (RFC 9562, section 4) is the id of nothing, and answered as an
 * id that nobody has.
 */
@Provider
final class PathIds implements ParamConverterProvider {
    private static final Map<Class<?>, ParamConverter<?>> CONVERTERS = Map.of(
            UserId.class, new Converter<>("user", UserId::new),
            RoleId.class, new Converter<>("role", RoleId::new),
            TenantId.class, new Converter<>("tenant", TenantId::new));

    @Override
    @SuppressWarnings("unchecked") // each converter is kept under the class that it makes
    public <T> @Nullable ParamConverter<T> getConverter(Class<T> type, Type generic, Annotation[] annotations) {
        return (ParamConverter<T>) CONVERTERS.get(type);
    }

    private record Converter<T extends Id>(String noun, Function<UUID, T> id) implements ParamConverter<T> {
        @Override
        public T fromString(String text) {
            try {
                UUID uuid = UUID.fromString(text);
                if (uuid.toString().equals(text)) {
                    return id.apply(uuid);
                }
            } catch (IllegalArgumentException e) {
                throw (NotFound) new NotFound(noun).initCause(e);
            }
            throw new NotFound(noun);
        }

        @Override
        public String toString(T id) {
            return id.value().toString();
        }
    }
}
