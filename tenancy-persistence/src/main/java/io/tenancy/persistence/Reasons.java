package io.tenancy.persistence;

import io.tenancy.core.TenancyException;
import java.sql.SQLException;
import java.util.Optional;
import java.util.stream.Stream;

/** What operators are told of a failure of PostgreSQL: a sentence for what its SQLSTATE begins with. docs/tenants.md lists them. */
enum Reasons {
    DISK_FULL("The disk of the database server is full.", "53100"),
    BUSY("The database server has no memory or connections left.", "53"),
    FORBIDDEN("A role of the database lacks a privilege; the doctor names it.", "42501"),
    SIGN_IN("The database server refuses the sign-in of a role.", "28"),
    TAKES_TOO_LONG("A lock, or an answer, was not there in time.", "55P03", "57014"),
    STOPS("The database server stops, starts, or only lets read.", "57P0", "25006"),
    AWAY("The database server cannot be reached.", "08"),
    IN_USE("It is in use.", "55006", "2BP01", "40"),
    NOT_THERE("A database, schema or table that it needs is not there.", "3D000", "3F000", "42P01"),
    TAKEN("Something else has its name.", "42P04", "42P06", "42P07", "23505");

    private final String sentence;
    /** A pattern of the states that it stands for. */
    private final String states;

    Reasons(String sentence, String... states) {
        this.sentence = sentence;
        this.states = "(?:" + String.join("|", states) + ").*";
    }

    /** Why something failed, in a sentence without anything that PostgreSQL or the driver has said. */
    static String of(Throwable failure) {
        return state(failure).map(Reasons::ofState).orElseGet(() -> ofRefusal(failure));
    }

    /** The innermost: whoever takes a connection says of every failure that there is none. */
    private static Optional<String> state(Throwable failure) {
        return Optional.ofNullable(failure.getCause())
                .flatMap(Reasons::state)
                .or(() -> failure instanceof SQLException sql
                        ? Optional.ofNullable(sql.getSQLState())
                        : Optional.empty());
    }

    String sentence() {
        return sentence;
    }

    private static String ofState(String state) {
        return Stream.of(values())
                .filter(reason -> state.matches(reason.states))
                .findFirst()
                .map(Reasons::sentence)
                .orElse("The database refuses it with SQLSTATE " + state + "; the log says more.");
    }

    private static String ofRefusal(Throwable failure) {
        return Optional.of(failure)
                .filter(TenancyException.class::isInstance)
                .map(refusal -> ((TenancyException) refusal).detail())
                .orElse("Something failed that nobody foresaw; the log says more.");
    }
}
