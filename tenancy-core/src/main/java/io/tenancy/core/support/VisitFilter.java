package io.tenancy.core.support;

import io.tenancy.core.Check;
import java.util.Locale;
import java.util.Optional;

/**
 * Which visits of a list are wanted: those in whose reason the search text is, or in the address of whose operator, in
 * whatever case.
 */
public record VisitFilter(Optional<String> search) {
    private static final int LONGEST = 200;

    /** Every visit. */
    public static final VisitFilter ALL = new VisitFilter(Optional.empty());

    public VisitFilter {
        search = search.map(text -> Check.optionalText("search", text, LONGEST))
                .map(text -> text.toLowerCase(Locale.ROOT))
                .filter(text -> !text.isEmpty());
    }

    /** Whether a visit is wanted. */
    public boolean test(Visit visit) {
        return search.filter(text -> !has(visit.email(), text) && !has(visit.reason(), text))
                .isEmpty();
    }

    private static boolean has(String known, String text) {
        return known.toLowerCase(Locale.ROOT).contains(text);
    }
}
