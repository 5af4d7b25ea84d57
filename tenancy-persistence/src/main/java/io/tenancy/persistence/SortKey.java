package io.tenancy.persistence;

import io.tenancy.core.SearchKey;

/** Keys of names as the database keeps them: bounded, because an index entry is, and compared by code points. */
final class SortKey {
    /** Normalization can make 18 characters of one. */
    private static final int LONGEST = 200;

    private SortKey() {}

    static String of(String name) {
        return bounded(SearchKey.of(name));
    }

    static String bounded(String key) {
        return key.codePointCount(0, key.length()) <= LONGEST
                ? key
                : key.substring(0, key.offsetByCodePoints(0, LONGEST));
    }

    /** The least key that is greater than all that start with this prefix: its last code point is one greater. */
    static String end(String prefix) {
        int last = prefix.codePointBefore(prefix.length());
        String head = prefix.substring(0, prefix.length() - Character.charCount(last));
        if (last == Character.MAX_CODE_POINT) {
            return head.isEmpty() ? prefix + prefix : end(head);
        }
        int next = last + 1;
        return head + Character.toString(isSurrogate(next) ? Character.MAX_SURROGATE + 1 : next);
    }

    private static boolean isSurrogate(int codePoint) {
        return codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE;
    }
}
