package io.tenancy.persistence;

import io.tenancy.core.access.Actor;
import io.tenancy.core.access.Difference;
import io.tenancy.core.access.JournalEntry;
import io.tenancy.core.access.Origin;
import io.tenancy.core.audit.ChainLink;
import io.tenancy.core.audit.ChainStore.Linked;
import io.tenancy.core.audit.Sealable;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jdbi.v3.core.statement.StatementContext;
import org.jspecify.annotations.Nullable;

/** From rows of the journal to entries, and to their places in the chain. */
final class JournalRows {
    private JournalRows() {}

    static Sealable sealable(ResultSet row, StatementContext context) throws SQLException {
        return new Sealable(entry(row, context), Optional.ofNullable(row.getObject("salt", UUID.class)));
    }

    /** A link, with its entry where there still is one. */
    static Linked linked(ResultSet row, StatementContext context) throws SQLException {
        ChainLink link = new ChainLink(
                row.getLong("sequence"),
                row.getObject("entry_id", UUID.class),
                row.getString("details"),
                row.getString("digest"));
        boolean isThere = row.getObject("id") != null;
        return new Linked(link, isThere ? Optional.of(sealable(row, context)) : Optional.empty());
    }

    static JournalEntry entry(ResultSet row, StatementContext context) throws SQLException {
        return new JournalEntry(
                row.getObject("id", UUID.class),
                row.getObject("at", OffsetDateTime.class).toInstant(),
                new Actor(Actor.Kind.valueOf(row.getString("actor_kind")), row.getObject("actor_id", UUID.class)),
                Optional.ofNullable(row.getObject("on_behalf_of", UUID.class)),
                Optional.ofNullable(row.getObject("credential", UUID.class)),
                row.getString("action"),
                row.getObject("target", UUID.class),
                differences(row),
                new Origin(
                        text(row, "address"), text(row, "user_agent"), text(row, "request_id"), text(row, "trace_id")));
    }

    private static List<Difference> differences(ResultSet row) throws SQLException {
        String[] fields = (String[]) row.getArray("fields").getArray();
        @Nullable String[] before = (String[]) row.getArray("values_before").getArray();
        @Nullable String[] after = (String[]) row.getArray("values_after").getArray();
        return IntStream.range(0, fields.length)
                .mapToObj(place -> new Difference(
                        fields[place], Optional.ofNullable(before[place]), Optional.ofNullable(after[place])))
                .toList();
    }

    private static Optional<String> text(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getString(column));
    }
}
