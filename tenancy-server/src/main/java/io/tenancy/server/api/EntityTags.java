package io.tenancy.server.api;

import io.tenancy.core.Version;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The entity tags of a header (RFC 9110, section 8.8.3). */
final class EntityTags {
    private static final String TAG = "(W/)?\"([\\x21\\x23-\\x7e\\x80-\\xff]*)\"";
    private static final Pattern ONE = Pattern.compile(TAG);
    private static final Pattern LIST = Pattern.compile("[ \\t,]*" + TAG + "([ \\t]*,[ \\t]*(" + TAG + ")?)*[ \\t]*");

    /** What compression on the way out puts behind a tag. */
    private static final Pattern COMPRESSED = Pattern.compile("--gzip$");

    private EntityTags() {}

    static String of(Version version) {
        return "\"" + version.tag() + "\"";
    }

    static boolean isAny(String header) {
        return header.strip().equals("*");
    }

    /** Those that stand for exactly one state; a weak one never does. */
    static Set<Version> strong(String header, String name) {
        return read(header, name, false);
    }

    /** All of them, weak ones too. */
    static Set<Version> all(String header, String name) {
        return read(header, name, true);
    }

    private static Set<Version> read(String header, String name, boolean weak) {
        Set<Version> versions = new HashSet<>();
        if (isAny(header)) {
            return versions;
        }
        if (header.length() > 2_000 || !LIST.matcher(header).matches()) {
            throw Problem.badRequest(
                    "header.malformed", "The header " + name + " is a list of entity tags, or *.", name);
        }
        Matcher tags = ONE.matcher(header);
        while (tags.find()) {
            if (weak || tags.group(1) == null) {
                versions.add(new Version(COMPRESSED.matcher(tags.group(2)).replaceFirst("")));
            }
        }
        return versions;
    }
}
