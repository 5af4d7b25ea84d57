package io.tenancy.persistence;

import io.tenancy.core.mail.MailQueue;
import io.tenancy.core.mail.QueuedMail;
import io.tenancy.persistence.TenantDb.CatalogueSql;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.sqlobject.customizer.BindMethods;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;

final class JdbiMailQueue implements MailQueue {
    private final CatalogueSql<Sql> db;

    JdbiMailQueue(TenantDb db) {
        this.db = db.catalogue(Sql.class);
    }

    @Override
    public void add(QueuedMail mail) {
        db.later(sql -> sql.add(mail));
    }

    @Override
    public Optional<QueuedMail> claim(Instant now, Instant until) {
        return db.one(sql -> sql.claim(now, until));
    }

    @Override
    public boolean remove(UUID id, int tries) {
        return db.one(sql -> sql.remove(id, tries)) == 1;
    }

    @Override
    public boolean postpone(UUID id, int tries, Instant dueAt) {
        return db.one(sql -> sql.postpone(id, tries, dueAt)) == 1;
    }

    @Override
    public long waiting() {
        return db.one(Sql::waiting);
    }

    interface Sql {
        @SqlUpdate("""
                INSERT INTO catalogue.mails (id, content, tries, due_at)
                VALUES (:mail.id, :mail.content, :mail.tries, :mail.dueAt)
                """)
        int add(@BindMethods("mail") QueuedMail mail);

        /** Rows that another node is taking are passed over, so that nodes do not wait for each other. */
        @SqlQuery("""
                UPDATE catalogue.mails
                SET tries = tries + 1, due_at = :until
                WHERE id = (
                    SELECT id
                    FROM catalogue.mails
                    WHERE due_at <= :now
                    ORDER BY due_at, id
                    LIMIT 1
                    FOR UPDATE SKIP LOCKED)
                RETURNING id, content, tries, due_at
                """)
        Optional<QueuedMail> claim(Instant now, Instant until);

        @SqlUpdate("""
                DELETE FROM catalogue.mails
                WHERE id = :id AND tries = :tries
                """)
        int remove(UUID id, int tries);

        @SqlUpdate("""
                UPDATE catalogue.mails
                SET due_at = :dueAt
                WHERE id = :id AND tries = :tries
                """)
        int postpone(UUID id, int tries, Instant dueAt);

        @SqlQuery("""
                SELECT count(*)
                FROM catalogue.mails
                """)
        long waiting();
    }
}
