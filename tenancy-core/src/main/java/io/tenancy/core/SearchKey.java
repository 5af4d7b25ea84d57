package io.tenancy.core;

import java.text.Normalizer;
import java.util.Locale;

/**
 * The form in which names are compared, sorted and searched: NFKC, lower case, one kind of sigma, no blanks around it,
 * and at most 200 characters, since an index has no room for what some characters grow to.
 */
public final class SearchKey {
    private static final int LONGEST = 200;

    private SearchKey() {}

    public static String of(String text) {
        String lower = normal(text).toLowerCase(Locale.ROOT).replace('ς', 'σ');
        return cut(normal(lower).strip()).strip();
    }

    private static String normal(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFKC);
    }

    private static String cut(String text) {
        if (text.length() <= LONGEST) {
            return text;
        }
        return text.substring(0, Character.isHighSurrogate(text.charAt(LONGEST - 1)) ? LONGEST - 1 : LONGEST);
    }
}
