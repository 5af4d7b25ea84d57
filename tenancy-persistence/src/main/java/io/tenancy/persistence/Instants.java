package io.tenancy.persistence;

import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.jdbi.v3.core.argument.AbstractArgumentFactory;
import org.jdbi.v3.core.argument.Argument;
import org.jdbi.v3.core.config.ConfigRegistry;

/**
 * Writes every {@link Instant} as the point in time that it is. JDBI's own way leaves the type to the server, and the driver
 * then takes more than one round trip for a statement whose answer has a text in it.
 */
final class Instants extends AbstractArgumentFactory<Instant> {
    Instants() {
        super(Types.TIMESTAMP_WITH_TIMEZONE);
    }

    /** As the driver takes it. */
    static OffsetDateTime written(Instant value) {
        return value.atOffset(ZoneOffset.UTC);
    }

    @Override
    protected Argument build(Instant value, ConfigRegistry config) {
        OffsetDateTime time = written(value);
        return (position, statement, context) -> statement.setObject(position, time);
    }
}
