package io.tenancy.core;

import java.text.Normalizer;
import java.util.Locale;

/** The form in which names are compared, sorted and searched: NFKC, lower case, blanks trimmed. */
public final class SearchKey {
    private SearchKey() {}

    public static String of(String text) {
        return Normalizer.normalize(text.strip(), Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
    }
}
