package io.tenancy.persistence;

import java.sql.SQLException;
import org.jdbi.v3.core.JdbiException;

/** A read that was sent without JDBI has failed. */
final class FailedRead extends JdbiException {
    private static final long serialVersionUID = 1;

    FailedRead(SQLException cause) {
        super(cause);
    }
}
