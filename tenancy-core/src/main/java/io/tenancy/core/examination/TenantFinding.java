package io.tenancy.core.examination;

import static java.util.Objects.requireNonNull;

/**
 * Something that is wrong with the place of a tenant, or with the store that it is in.
 *
 * @param check what was looked for, as {@code rls.off}; the documentation has a section for each
 * @param place the store and the database that it is in
 * @param object the table, role or schema that it is about
 * @param problem what is wrong with it, in a sentence
 * @param why what follows from that
 * @param remedy SQL that mends it, for the owner or a superuser in that database; empty where no SQL does
 */
public record TenantFinding(
        String check, Severity severity, String place, String object, String problem, String why, String remedy) {
    /** What a finding means. */
    public enum Severity {
        /** Tenants may see each other, or cannot be served. */
        DANGER,
        /** Nothing breaks by it today. */
        WARNING
    }

    public TenantFinding {
        requireNonNull(check);
        requireNonNull(severity);
        requireNonNull(place);
        requireNonNull(object);
        requireNonNull(problem);
        requireNonNull(why);
        requireNonNull(remedy);
    }
}
