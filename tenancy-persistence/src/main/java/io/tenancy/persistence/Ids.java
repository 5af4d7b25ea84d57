package io.tenancy.persistence;

import io.tenancy.core.Id;
import java.lang.reflect.Type;
import java.util.Optional;
import org.jdbi.v3.core.argument.Argument;
import org.jdbi.v3.core.argument.ArgumentFactory;
import org.jdbi.v3.core.config.ConfigRegistry;

/** Writes every {@link Id} as its UUID. */
final class Ids implements ArgumentFactory {
    @Override
    public Optional<Argument> build(Type type, Object value, ConfigRegistry config) {
        return value instanceof Id id
                ? Optional.of((position, statement, context) -> statement.setObject(position, id.value()))
                : Optional.empty();
    }
}
