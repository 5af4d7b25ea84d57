package io.tenancy.core.setting;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where a page comes from, in the one spelling in which browsers say it (RFC 6454, section 6.2): scheme, host in lower case
 * and the port where it is not the scheme's own. It is https; http for localhost alone.
 */
public record Origin(String text) implements Comparable<Origin> {
    private static final int LONGEST = 300;
    private static final String LABEL = "[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?";
    private static final Pattern FORM = Pattern.compile(
            "(https?)://(" + LABEL + "(?:\\." + LABEL + ")*|\\[[0-9a-f:.]{2,45}\\])(?::([1-9][0-9]{0,4}))?");

    /**
     * @throws IllegalArgumentException if it is no origin, or not in this spelling
     */
    public Origin {
        if (!isOne(text)) {
            throw new IllegalArgumentException("It is no origin.");
        }
    }

    /** The origin that a text is; empty if it is none, as {@code null}, which sandboxed pages send. */
    public static Optional<Origin> of(String text) {
        return isOne(text) ? Optional.of(new Origin(text)) : Optional.empty();
    }

    @Override
    public int compareTo(Origin other) {
        return text.compareTo(other.text);
    }

    @Override
    public String toString() {
        return text;
    }

    private static boolean isOne(String text) {
        Matcher parts = FORM.matcher(text);
        if (text.length() > LONGEST || !parts.matches()) {
            return false;
        }
        boolean isSecure = parts.group(1).equals("https");
        return (isSecure || isLocal(parts.group(2))) && isPort(parts.group(3), isSecure ? "443" : "80");
    }

    private static boolean isLocal(String host) {
        return host.equals("localhost") || host.equals("127.0.0.1") || host.equals("[::1]");
    }

    private static boolean isPort(@Nullable String port, String implied) {
        return port == null || (!port.equals(implied) && Integer.parseInt(port) <= 65_535);
    }
}
