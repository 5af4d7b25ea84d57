package io.tenancy.server.config;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;
import java.util.Set;

/** The rules for the address under which clients reach the server: it is in every link and names the issuer of tokens. */
final class BaseUrl {
    private static final Set<String> OWN_MACHINE = Set.of("localhost", "127.0.0.1", "[::1]");

    private BaseUrl() {}

    static Optional<URI> read(Given given, String setting) {
        String text = given.text(setting).replaceAll("/+$", "");
        if (text.isEmpty()) {
            return Optional.empty();
        }
        try {
            URI url = new URI(text);
            if (isPlain(url) && (url.getScheme().equals("https") || isOfThisMachine(url))) {
                return Optional.of(url);
            }
        } catch (URISyntaxException e) {
            // The sentence below says what is wanted.
        }
        given.problem(setting, "is not an https URL, or an http URL of localhost, without user, query or fragment");
        return Optional.empty();
    }

    private static boolean isPlain(URI url) {
        return url.getScheme() != null
                && url.getHost() != null
                && url.getRawUserInfo() == null
                && url.getRawQuery() == null
                && url.getRawFragment() == null;
    }

    private static boolean isOfThisMachine(URI url) {
        return url.getScheme().equals("http") && OWN_MACHINE.contains(url.getHost());
    }
}
