package io.tenancy.persistence;

import static java.util.Objects.requireNonNull;

import java.util.function.Supplier;
import javax.sql.DataSource;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.jspecify.annotations.Nullable;

/** The name of the role that serves requests, as it says itself when it is asked first. */
final class AppRole implements Supplier<String> {
    private final DataSource app;
    private volatile @Nullable String name;

    AppRole(DataSource app) {
        this.app = requireNonNull(app);
    }

    @Override
    public String get() {
        String known = name;
        if (known == null) {
            try {
                known = Jdbi.create(app)
                        .withHandle(handle -> handle.createQuery("SELECT current_user")
                                .mapTo(String.class)
                                .one());
            } catch (JdbiException e) {
                throw Failures.translate(e);
            }
            name = known;
        }
        return known;
    }
}
