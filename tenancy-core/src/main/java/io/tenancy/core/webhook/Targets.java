package io.tenancy.core.webhook;

import io.tenancy.core.Check;
import io.tenancy.core.TenancyException.Invalid;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/** What a URL has to be for something to be sent there; to which address it leads is for the {@link WebhookSender} to say. */
final class Targets {
    private static final int LONGEST = 2_048;

    private Targets() {}

    /** An absolute URL of a host, with nothing in it that a receiver would not see. */
    static URI url(@Nullable URI sent) {
        URI url = Check.present("url", sent);
        if (url.toString().length() > LONGEST) {
            throw new Invalid("url", "url.too_long", "The URL has at most " + LONGEST + " characters.");
        }
        boolean isWeb = url.getScheme() != null
                && (url.getScheme().equalsIgnoreCase("https") || url.getScheme().equalsIgnoreCase("http"));
        boolean isPlain = url.getHost() != null
                && url.getRawUserInfo() == null
                && url.getRawFragment() == null
                && url.getPort() <= 65_535
                && url.getPort() != 0
                && url.toString().chars().allMatch(character -> character > ' ' && character < 127);
        if (!isWeb || !isPlain) {
            throw new Invalid(
                    "url",
                    "url.malformed",
                    "The URL is absolute, in ASCII, and has a host, but no user, password or fragment.");
        }
        return url;
    }
}
