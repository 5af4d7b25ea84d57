package io.tenancy.core.domain;

import io.tenancy.core.Check;
import io.tenancy.core.TenancyException.Invalid;
import java.net.IDN;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The one spelling of a name of a domain: as DNS has it (RFC 1035, RFC 5891), in small letters and without a last dot. */
public final class DomainNames {
    /** Leaves room for the challenge before the name. */
    private static final int LONGEST = 230;

    private static final String LABEL = "[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?";
    private static final Pattern FORM = Pattern.compile("(?:" + LABEL + "\\.)+[a-z][a-z0-9-]*[a-z0-9]");

    private DomainNames() {}

    /** The name that somebody wrote; refused with {@link Invalid}, naming the field {@code name}, where it is none. */
    static String check(@Nullable String written) {
        String text = Check.text("name", written, LONGEST);
        return ascii(text)
                .filter(DomainNames::isName)
                .orElseThrow(() -> new Invalid(
                        "name", "name.malformed", "A domain has two labels or more, as app.example.org, and no port."));
    }

    /** The name of a host that a request was sent to, without its port; empty where it is the name of no domain. */
    public static Optional<String> ofHost(String host) {
        String name = host.replaceFirst(":[0-9]{1,5}$", "").toLowerCase(Locale.ROOT);
        return Optional.of(name).filter(DomainNames::isName);
    }

    private static Optional<String> ascii(String text) {
        try {
            String name = IDN.toASCII(text, IDN.USE_STD3_ASCII_RULES).toLowerCase(Locale.ROOT);
            return Optional.of(name.endsWith(".") ? name.substring(0, name.length() - 1) : name);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static boolean isName(String name) {
        return name.length() <= LONGEST && FORM.matcher(name).matches();
    }
}
