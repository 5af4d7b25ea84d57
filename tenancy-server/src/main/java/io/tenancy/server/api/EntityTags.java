package io.tenancy.server.api;

import io.tenancy.core.Version;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The entity tags of a header (RFC 9110, section 8.8.3). */
final class EntityTags {
    /** A tag or nothing, up to the next comma or the end; without a way back, so that no list takes long to refuse. */
    private static final Pattern ELEMENT =
            Pattern.compile("[ \\t]*+(?:(W/)?+\"([\\x21\\x23-\\x7e\\x80-\\xff]*+)\"[ \\t]*+)?+(?:,|\\z)");

    private static final int LONGEST = 2_000;

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
        Matcher elements = ELEMENT.matcher(header);
        int tags = 0;
        int at = 0;
        while (at < header.length()
                && header.length() <= LONGEST
                && elements.region(at, header.length()).lookingAt()) {
            if (elements.group(2) != null) {
                tags++;
                if (weak || elements.group(1) == null) {
                    versions.add(
                            new Version(COMPRESSED.matcher(elements.group(2)).replaceFirst("")));
                }
            }
            at = elements.end();
        }
        if (tags == 0 || at < header.length()) {
            throw Problem.badRequest(
                    "header.malformed", "The header " + name + " is a list of entity tags, or *.", name);
        }
        return versions;
    }
}
