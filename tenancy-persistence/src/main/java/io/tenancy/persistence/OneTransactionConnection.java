package io.tenancy.persistence;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import liquibase.database.jvm.JdbcConnection;
import liquibase.exception.DatabaseException;

/**
 * Keeps everything that Liquibase does within the transaction of its caller. Liquibase commits a change, and after that
 * the note that it is done: what is killed between the two finds its own change in the way when it starts again. Here a
 * commit is a savepoint, and a rollback goes back to it.
 */
final class OneTransactionConnection extends JdbcConnection {
    private Savepoint committed;

    OneTransactionConnection(Connection connection) throws DatabaseException {
        super(connection);
        this.committed = savepoint();
    }

    @Override
    public void commit() throws DatabaseException {
        try {
            getUnderlyingConnection().releaseSavepoint(committed);
        } catch (SQLException e) {
            throw new DatabaseException(e);
        }
        committed = savepoint();
    }

    @Override
    public void rollback() throws DatabaseException {
        try {
            getUnderlyingConnection().rollback(committed);
        } catch (SQLException e) {
            throw new DatabaseException(e);
        }
    }

    private Savepoint savepoint() throws DatabaseException {
        try {
            return getUnderlyingConnection().setSavepoint();
        } catch (SQLException e) {
            throw new DatabaseException(e);
        }
    }
}
