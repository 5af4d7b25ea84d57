package io.tenancy.persistence;

import io.tenancy.core.Id;
import java.lang.reflect.Constructor;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Optional;
import java.util.stream.Stream;
import org.jdbi.v3.core.config.ConfigRegistry;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.mapper.RowMapperFactory;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;

/** Makes an application's records of rows: {@code created_at} becomes the component {@code createdAt}, whatever its place. */
final class Records implements RowMapperFactory {
    @Override
    public Optional<RowMapper<?>> build(Type type, ConfigRegistry config) {
        return type instanceof Class<?> record && record.isRecord() && !Id.class.isAssignableFrom(record)
                ? Optional.of(ConstructorMapper.of(constructor(record)))
                : Optional.empty();
    }

    /** The canonical constructor of a record, whoever may see that. */
    static <T> Constructor<T> constructor(Class<T> record) {
        Class<?>[] components = Stream.of(record.getRecordComponents())
                .map(RecordComponent::getType)
                .toArray(Class<?>[]::new);
        try {
            Constructor<T> constructor = record.getDeclaredConstructor(components);
            constructor.setAccessible(true);
            return constructor;
        } catch (NoSuchMethodException e) {
            throw new IllegalStateException("Every record has a canonical constructor.", e);
        }
    }
}
