package io.tenancy.examples.notes;

import io.dropwizard.core.Application;
import io.dropwizard.core.setup.Bootstrap;
import io.dropwizard.core.setup.Environment;
import io.tenancy.server.TenancyBundle;
import java.util.Map;

/** Notes for many tenants. */
public final class NotesApplication extends Application<NotesConfiguration> {
    /** The changelog of this service's own tenant tables. */
    static final String TABLES = "io/tenancy/examples/notes/notes.sql";

    private final TenancyBundle<NotesConfiguration> tenancy;

    NotesApplication(Map<String, String> environment) {
        this.tenancy = TenancyBundle.of(NotesConfiguration.class, NotesConfiguration::tenancy)
                .withTables(TABLES)
                .withEnvironment(environment);
    }

    public static void main(String... arguments) throws Exception {
        new NotesApplication(System.getenv()).run(arguments);
    }

    @Override
    public String getName() {
        return "notes";
    }

    @Override
    protected void addDefaultCommands(Bootstrap<NotesConfiguration> bootstrap) {
        tenancy.addCommands(bootstrap);
    }

    @Override
    protected void onFatalError(Throwable failure) {
        System.exit(TenancyBundle.exitStatus(failure));
    }

    @Override
    public void initialize(Bootstrap<NotesConfiguration> bootstrap) {
        bootstrap.addBundle(tenancy);
    }

    @Override
    public void run(NotesConfiguration configuration, Environment environment) {
        NoteStore store = new NoteStore(tenancy.persistence());
        NoteTerms terms = new NoteTerms(
                tenancy.values(),
                tenancy.quotas(),
                tenancy.use(),
                tenancy.persistence().usage());
        NoteService notes = new NoteService(tenancy.gate(), store, tenancy.cursors(), terms);
        environment.jersey().register(new NoteResource(notes, tenancy::link));
    }
}
