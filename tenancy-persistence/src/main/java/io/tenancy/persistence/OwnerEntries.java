package io.tenancy.persistence;

import static java.util.Objects.requireNonNull;

import io.tenancy.core.archive.PersonalEntries;
import io.tenancy.core.audit.OldEntries;
import io.tenancy.core.tenant.Isolation;
import io.tenancy.core.tenant.Placement;
import io.tenancy.core.tenant.TenantScope;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.jdbi.v3.core.statement.Update;

/**
 * Changes journals as the owner of their tables, which the serving role cannot. Row-level security is forced, so that the
 * owner too sees no tenant but the one that is bound.
 */
final class OwnerEntries implements PersonalEntries, OldEntries {
    /** The entry that says that somebody is erased stays as it is. */
    private static final String ERASE = """
            UPDATE %1$s.journal
            SET fields = '{}', values_before = '{}', values_after = '{}', address = NULL, user_agent = NULL,
                request_id = NULL, trace_id = NULL, salt = NULL
            WHERE tenant_id = :tenant AND id IN (
                SELECT j.id
                FROM %1$s.journal j
                JOIN %1$s.journal_links l ON l.tenant_id = :tenant AND l.entry_id = j.id
                WHERE j.tenant_id = :tenant AND j.salt IS NOT NULL AND j.action <> 'user.erased'
                  AND (j.actor_id = :person OR j.on_behalf_of = :person OR j.target = :person)
                  AND EXISTS (SELECT FROM %1$s.journal e
                              WHERE e.tenant_id = :tenant AND e.target = :person AND e.action = 'user.erased')
                LIMIT :most)
            """;

    private static final String REMOVE = """
            WITH links AS (
                DELETE FROM %1$s.journal_links
                WHERE tenant_id = :tenant AND sequence <= :place
                RETURNING entry_id
            )
            DELETE FROM %1$s.journal
            WHERE tenant_id = :tenant AND id IN (SELECT entry_id FROM links)
            """;

    private static final String FORGET_POINTS = """
            DELETE FROM catalogue.audit_checkpoints
            WHERE tenant_id = :tenant AND sequence <= :place
            """;

    private static final String FORGET_CUTS = """
            DELETE FROM catalogue.audit_cuts
            WHERE tenant_id = :tenant AND sequence < :place
            """;

    private final OwnerConnections owners;

    OwnerEntries(OwnerConnections owners) {
        this.owners = requireNonNull(owners);
    }

    @Override
    public int erase(TenantScope scope, UUID person, int limit) {
        return run(scope, ERASE, update -> update.bind("person", person).bind("most", limit));
    }

    @Override
    public int remove(TenantScope scope, long upTo) {
        return run(scope, REMOVE, update -> update.bind("place", upTo));
    }

    @Override
    public void forget(TenantScope scope, long upTo) {
        try (Connection connection = owners.toCatalogue();
                Handle handle = Rows.register(Jdbi.create(connection)).open()) {
            handle.useTransaction(transaction -> {
                for (String statement : List.of(FORGET_POINTS, FORGET_CUTS)) {
                    var unused = transaction
                            .createUpdate(statement)
                            .bind("tenant", scope.id())
                            .bind("place", upTo)
                            .execute();
                }
            });
        } catch (SQLException e) {
            throw Failures.translate("The catalogue cannot be reached", e);
        } catch (JdbiException e) {
            throw Failures.translate(e);
        }
    }

    private int run(TenantScope scope, String statement, UnaryOperator<Update> with) {
        TenantPlace place = place(scope);
        try (Connection connection = owners.to(place);
                Handle handle = Rows.register(Jdbi.create(connection)).open()) {
            return handle.inTransaction(transaction -> {
                Binding.bind(transaction, scope.id());
                Update update = transaction.createUpdate(statement.formatted(Sql.name(place.schema())));
                return with.apply(update.bind("tenant", scope.id())).execute();
            });
        } catch (SQLException e) {
            throw Failures.translate("A journal cannot be reached", e);
        } catch (JdbiException e) {
            throw Failures.translate(e);
        }
    }

    private static TenantPlace place(TenantScope scope) {
        Placement placement = scope.placement();
        if (placement instanceof Placement.Schema schema) {
            return new TenantPlace(scope.id(), scope.slug(), Isolation.SCHEMA, schema.store());
        }
        if (placement instanceof Placement.Database database) {
            return new TenantPlace(scope.id(), scope.slug(), Isolation.DATABASE, database.store());
        }
        return new TenantPlace(scope.id(), scope.slug(), Isolation.SHARED, ((Placement.Shared) placement).store());
    }
}
