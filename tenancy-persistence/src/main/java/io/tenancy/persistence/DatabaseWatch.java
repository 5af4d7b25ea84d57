package io.tenancy.persistence;

import org.jspecify.annotations.Nullable;

/** Is told when the stores work with a database: of each transaction, and of each statement that is none of one. */
public interface DatabaseWatch {
    /** Nobody watches. */
    DatabaseWatch NONE = work -> failure -> {};

    /** What is sent to a database as one. */
    enum Work {
        STATEMENT,
        TRANSACTION
    }

    /** Called on the thread that does the work, before it waits for a connection. */
    Watched begin(Work work);

    /** Work that has begun. */
    interface Watched {
        /** Called once, when it is done; with what it has failed by, if it has. */
        void end(@Nullable Throwable failure);
    }
}
