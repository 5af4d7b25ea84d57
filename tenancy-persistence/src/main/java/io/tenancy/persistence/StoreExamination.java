package io.tenancy.persistence;

import static java.util.Objects.requireNonNull;

import io.tenancy.persistence.Doctor.Depth;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.HandleCallback;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.jdbi.v3.core.statement.SqlStatements;
import org.jdbi.v3.core.statement.TemplateEngine;

/** Looks at one store: the roles of its server, and its database with the shared tables and the schemas of tenants. */
final class StoreExamination {
    private final Store store;
    private final TenantSchema tables;
    private final boolean hasCatalogue;
    private final Set<String> schemas;
    private final Jdbi app;
    private final Jdbi owner;

    /**
     * @param schemas further ones whose tables are looked at
     */
    StoreExamination(Store store, TenantSchema tables, boolean hasCatalogue, Set<String> schemas) {
        this.store = requireNonNull(store);
        this.tables = requireNonNull(tables);
        this.hasCatalogue = hasCatalogue;
        this.schemas = Set.copyOf(schemas);
        this.app = jdbi(store.app());
        this.owner = jdbi(store.owner());
    }

    /** Queries as they are written, with lists of texts as parameters. */
    static Jdbi jdbi(DataSource source) {
        Jdbi jdbi = Jdbi.create(source).registerArrayType(String.class, "text");
        jdbi.getConfig(SqlStatements.class).setTemplateEngine(TemplateEngine.NOP);
        return jdbi;
    }

    /** What a finding in the database that a connection leads to calls its place. */
    static String place(Store store, Handle handle) {
        return store.name() + "/"
                + handle.createQuery("SELECT current_database()")
                        .mapTo(String.class)
                        .one();
    }

    /** Those that are there. */
    List<String> schemas(Set<String> names) {
        return with(
                app,
                handle -> handle.createQuery("SELECT nspname FROM pg_namespace WHERE nspname = ANY (:names)")
                        .bindArray("names", String.class, names.toArray())
                        .mapTo(String.class)
                        .list());
    }

    /** What the serving role sees, in a time that does not grow with the tenants. */
    List<Finding> quick() {
        List<Finding> findings = new ArrayList<>(with(app, handle -> {
            String place = place(store, handle);
            List<Finding> found = new ArrayList<>(ask(handle, place, new Extent(Depth.QUICK, schemas)));
            found.addAll(new SessionExamination(handle, place).settings());
            return found;
        }));
        if (!isCurrent()) {
            findings.add(unmigrated());
        }
        pooler(PoolerExamination::transactions).ifPresent(findings::add);
        return findings;
    }

    List<Finding> full() {
        return full(new Extent(Depth.FULL, schemas));
    }

    /** The same, of the schemas of tenants these alone, in a time that does not grow with the tenants. */
    List<Finding> full(Set<String> own) {
        return full(new Extent(Depth.FULL, schemas, Optional.of(own)));
    }

    private List<Finding> full(Extent extent) {
        List<Finding> findings = new ArrayList<>(with(owner, handle -> ask(handle, place(store, handle), extent)));
        findings.addAll(with(app, handle -> new SessionExamination(handle, place(store, handle)).settings()));
        if (!isCurrent()) {
            findings.add(unmigrated());
        }
        Optional<Finding> torn = pooler(PoolerExamination::transactions);
        torn.ifPresent(findings::add);
        if (torn.isEmpty()) {
            pooler(PoolerExamination::preparedStatements).ifPresent(findings::add);
        }
        return findings;
    }

    Optional<Finding> clock(InstantSource clock) {
        return with(app, handle -> new SessionExamination(handle, store.name()).clock(clock));
    }

    private List<Finding> ask(Handle handle, String place, Extent extent) {
        Stream<Question> questions = Stream.concat(Questions.OF_SERVERS.stream(), Questions.OF_DATABASES.stream());
        return Question.ask(questions, handle, place, store.appRole(), extent);
    }

    /** The serving role may read the table of changes of the catalogue, and that of no other place. */
    private boolean isCurrent() {
        return hasCatalogue ? Migrations.isCurrent(store.app(), tables) : new SharedTables(store, tables).areCurrent();
    }

    private Finding unmigrated() {
        return new Finding(
                Check.STORE_UNMIGRATED,
                store.name(),
                store.name(),
                "The database lacks changes of this release; it has to be migrated.",
                "");
    }

    private Optional<Finding> pooler(Look look) {
        try {
            return look.at(new PoolerExamination(store.app(), store.name()));
        } catch (SQLException e) {
            throw Failures.translate("What stands before the store " + store.name() + " cannot be looked at", e);
        }
    }

    private static <T> T with(Jdbi jdbi, HandleCallback<T, RuntimeException> work) {
        try {
            return jdbi.withHandle(work);
        } catch (JdbiException e) {
            throw Failures.translate(e);
        }
    }

    private interface Look {
        Optional<Finding> at(PoolerExamination pooler) throws SQLException;
    }
}
