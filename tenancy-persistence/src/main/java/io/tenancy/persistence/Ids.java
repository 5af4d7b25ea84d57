package io.tenancy.persistence;

import io.tenancy.core.Id;
import java.lang.reflect.Constructor;
import java.lang.reflect.Type;
import java.sql.Types;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jdbi.v3.core.argument.Argument;
import org.jdbi.v3.core.argument.ArgumentFactory;
import org.jdbi.v3.core.config.ConfigRegistry;
import org.jdbi.v3.core.mapper.ColumnMapper;
import org.jdbi.v3.core.mapper.ColumnMapperFactory;
import org.jspecify.annotations.Nullable;

/** Writes every {@link Id} as its UUID, and reads it back where it is a record. */
final class Ids implements ArgumentFactory.Preparable, ColumnMapperFactory {
    /** By the type alone, so that JDBI does not try all others for each value. */
    @Override
    public Optional<Function<Object, Argument>> prepare(Type type, ConfigRegistry config) {
        return type instanceof Class<?> id && Id.class.isAssignableFrom(id)
                ? Optional.of(value -> value instanceof Id known
                        ? (position, statement, context) -> statement.setObject(position, known.value())
                        : (position, statement, context) -> statement.setNull(position, Types.OTHER))
                : Optional.empty();
    }

    @Override
    public Optional<ColumnMapper<?>> build(Type type, ConfigRegistry config) {
        return type instanceof Class<?> id && id.isRecord() && Id.class.isAssignableFrom(id)
                ? Optional.of(reading(Records.constructor(id)))
                : Optional.empty();
    }

    private static ColumnMapper<?> reading(Constructor<?> constructor) {
        return (row, column, context) -> {
            @Nullable UUID value = row.getObject(column, UUID.class);
            return value == null ? null : made(constructor, value);
        };
    }

    private static Object made(Constructor<?> constructor, UUID value) {
        try {
            return constructor.newInstance(value);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("No id can be made by " + constructor, e);
        }
    }
}
