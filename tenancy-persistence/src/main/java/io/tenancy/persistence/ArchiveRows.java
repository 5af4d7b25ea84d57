package io.tenancy.persistence;

import io.tenancy.core.access.Actor;
import io.tenancy.core.archive.Archive;
import io.tenancy.core.archive.IdPolicy;
import io.tenancy.core.archive.Part;
import io.tenancy.core.job.JobId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jdbi.v3.core.statement.StatementContext;

/** From rows to archives and their files. */
final class ArchiveRows {
    private ArchiveRows() {}

    static Archive archive(ResultSet row, StatementContext context) throws SQLException {
        return new Archive(
                new JobId(row.getObject("id", UUID.class)),
                Archive.Kind.valueOf(row.getString("kind")),
                Optional.ofNullable(row.getObject("person", UUID.class)),
                Optional.ofNullable(row.getString("ids")).map(IdPolicy::valueOf),
                new Actor(Actor.Kind.valueOf(row.getString("owner_kind")), row.getObject("owner_id", UUID.class)),
                row.getObject("created_at", OffsetDateTime.class).toInstant(),
                row.getObject("expires_at", OffsetDateTime.class).toInstant(),
                row.getBoolean("whole"),
                row.getInt("parts"),
                row.getLong("bytes"),
                Stream.of((String[]) row.getArray("notes").getArray())
                        .map(ArchiveRows::note)
                        .toList());
    }

    static Part part(ResultSet row, StatementContext context) throws SQLException {
        return new Part(
                row.getInt("number"),
                row.getString("of_table"),
                List.of((String[]) row.getArray("columns").getArray()),
                row.getInt("rows"),
                row.getInt("bytes"),
                row.getString("sha256"));
    }

    /** The name of a table has no blank where we make it; one that has is cut there, which nobody but people reads. */
    private static Archive.Omission note(String text) {
        int end = text.indexOf(' ');
        return new Archive.Omission(text.substring(0, end), text.substring(end + 1));
    }
}
