package io.tenancy.persistence;

import static java.util.Objects.requireNonNull;

import io.tenancy.core.examination.TenantFinding;

/**
 * Something that {@link Doctor} found.
 *
 * @param place the store and the database that it is in
 * @param object the table, role, tenant's place or whatever it is about, as PostgreSQL writes its name
 * @param problem what is wrong with it, in a sentence
 * @param remedy SQL that mends it, for the owner or a superuser in that database; empty where no SQL does
 */
public record Finding(Check check, String place, String object, String problem, String remedy) {
    /** What a finding means for whoever runs the server. */
    public enum Severity {
        /** Tenants may see each other, or cannot be served. The server does not start. */
        DANGER,
        /** Nothing breaks by it today. */
        WARNING
    }

    public Finding {
        requireNonNull(check);
        requireNonNull(place);
        requireNonNull(object);
        requireNonNull(problem);
        requireNonNull(remedy);
    }

    /** What operators are told of it. */
    TenantFinding told() {
        return new TenantFinding(
                check.id(),
                switch (check.severity()) {
                    case DANGER -> TenantFinding.Severity.DANGER;
                    case WARNING -> TenantFinding.Severity.WARNING;
                },
                place,
                object,
                problem,
                check.why(),
                remedy);
    }

    /** What to tell who cannot serve for it: where a store leads elsewhere the problem alone does not say what to look at. */
    public String sentences() {
        return check == Check.STORE_OTHER ? problem + " " + check.why() : problem;
    }

    public boolean isDanger() {
        return check.severity() == Severity.DANGER;
    }
}
