package io.tenancy.server.config;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import java.net.URLDecoder;
import java.util.Collections;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Where a URL of the PostgreSQL driver leads, as far as its text tells: servers, each a host and a port, of which one is used, and a
 * database.
 */
record DatabaseAddress(Set<String> servers, String database) {
    private static final String USUAL_PORT = ":5432";
    private static final Set<String> THIS_MACHINE = Set.of("", "127.0.0.1", "[::1]");

    DatabaseAddress {
        servers = Set.copyOf(servers);
        requireNonNull(database);
    }

    /**
     * @param url after its scheme
     * @param user whose name is that of the database where the URL names none
     */
    static DatabaseAddress of(String url, String user) {
        String place = url.replaceFirst("[?].*", "");
        String[] parts = place.split("/", 2);
        String database = parts.length < 2 ? "" : parts[1].replaceFirst("/+$", "");
        return new DatabaseAddress(
                Stream.of(parts[0].split(",", -1)).map(DatabaseAddress::server).collect(Collectors.toSet()),
                database.isEmpty() ? user : URLDecoder.decode(database.replace("+", "%2B"), UTF_8));
    }

    /** Whether both lead to the same database of the same server. */
    boolean meets(DatabaseAddress other) {
        return database.equals(other.database) && !Collections.disjoint(servers, other.servers);
    }

    private static String server(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        boolean hasPort = lower.matches(".*:\\d+");
        String host = hasPort ? lower.replaceFirst(":\\d+$", "") : lower;
        String port = hasPort ? lower.substring(host.length()) : USUAL_PORT;
        return (THIS_MACHINE.contains(host) ? "localhost" : host.replaceFirst("[.]$", "")) + port;
    }
}
