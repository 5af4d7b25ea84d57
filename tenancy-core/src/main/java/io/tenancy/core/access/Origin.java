package io.tenancy.core.access;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * From where a command came, as far as that is known: shown in the audit trail, never trusted.
 *
 * @param requestId the id of the request, as the answer and the log have it
 * @param traceId the id of the trace (W3C Trace Context) that the request is a part of
 */
public record Origin(
        Optional<String> address, Optional<String> userAgent, Optional<String> requestId, Optional<String> traceId) {
    /** The server's own work, which nobody asked for by a request. */
    public static final Origin NONE =
            new Origin(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

    private static final int LONGEST = 300;
    private static final Pattern UNSHOWN = Pattern.compile("[\\p{Cc}\\p{Cs}]");

    public Origin {
        address = address.map(Origin::shown);
        userAgent = userAgent.map(Origin::shown);
        requestId = requestId.map(Origin::shown);
        traceId = traceId.map(Origin::shown);
    }

    /** What is kept of a text that a client chose: 300 characters, and no control character or half of a pair. */
    public static String shown(String text) {
        return UNSHOWN.matcher(text.substring(0, Math.min(LONGEST, text.length())))
                .replaceAll("?");
    }
}
