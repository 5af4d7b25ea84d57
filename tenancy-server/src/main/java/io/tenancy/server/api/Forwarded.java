package io.tenancy.server.api;

import static java.util.Objects.requireNonNull;

import io.tenancy.server.config.Network;
import io.tenancy.server.config.TrustedProxies;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpURI;
import org.eclipse.jetty.server.ConnectionMetaData;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Server;
import org.jspecify.annotations.Nullable;

/**
 * Takes from trusted proxies where a request has come from, and whether over TLS; from everybody else nothing. The client is
 * the last hop, read from the right, that is no trusted proxy: what stands before it is the word of a stranger. The host
 * that a client has asked for is never taken: links are built from the configured base URL.
 */
final class Forwarded implements HttpConfiguration.Customizer {
    /** More hops than any deployment has; what is before them is not looked at. */
    private static final int MOST_HOPS = 32;

    private static final String HSTS = "Strict-Transport-Security";
    private static final String ONE_YEAR = "max-age=31536000";

    private final TrustedProxies proxies;

    Forwarded(TrustedProxies proxies) {
        this.proxies = requireNonNull(proxies);
    }

    /** Looks at each request of a server before anything else does. */
    static void before(Server server, TrustedProxies proxies) {
        Forwarded forwarded = new Forwarded(proxies);
        server.getContainedBeans(HttpConfiguration.class).forEach(each -> each.addCustomizer(forwarded));
    }

    /** Where a request comes from, as one proxy says. */
    record Hop(Optional<InetAddress> address, Optional<String> scheme) {}

    @Override
    public Request customize(Request request, HttpFields.Mutable headers) {
        boolean trusted = peer(request).filter(proxies::trusts).isPresent();
        if (trusted) {
            request.setAttribute(RequestNotes.TRUSTED_PEER, true);
        }
        Request seen = trusted ? seen(request) : request;
        if (seen.isSecure()) {
            headers.put(HSTS, ONE_YEAR);
        }
        return seen;
    }

    private Request seen(Request request) {
        List<Hop> hops = hops(request.getHeaders(), proxies.form());
        Optional<InetAddress> client = Optional.empty();
        Optional<String> scheme = Optional.empty();
        for (int i = hops.size() - 1; i >= 0 && hops.get(i).address().isPresent(); i--) {
            client = hops.get(i).address();
            scheme = hops.get(i).scheme();
            if (!proxies.trusts(client.get())) {
                break;
            }
        }
        if (client.isEmpty()) {
            return request;
        }
        boolean secure = scheme.map("https"::equals).orElse(request.isSecure());
        int port = Request.getRemotePort(request);
        return new Seen(request, new InetSocketAddress(client.get(), Math.max(0, port)), secure);
    }

    private static Optional<InetAddress> peer(Request request) {
        return request.getConnectionMetaData().getRemoteSocketAddress() instanceof InetSocketAddress socket
                ? Optional.ofNullable(socket.getAddress())
                : Optional.empty();
    }

    static List<Hop> hops(HttpFields headers, TrustedProxies.Form form) {
        return switch (form) {
            case FORWARDED ->
                elements(headers, "Forwarded").stream().map(Forwarded::rfc7239).toList();
            case X_FORWARDED -> together(elements(headers, "X-Forwarded-For"), elements(headers, "X-Forwarded-Proto"));
        };
    }

    /** Each address with its scheme where there are as many; with the last scheme where there are not. */
    private static List<Hop> together(List<String> addresses, List<String> schemes) {
        List<Hop> hops = new ArrayList<>();
        for (int i = 0; i < addresses.size(); i++) {
            Optional<String> scheme = schemes.isEmpty()
                    ? Optional.empty()
                    : Optional.of(schemes.get(schemes.size() == addresses.size() ? i : schemes.size() - 1));
            hops.add(new Hop(address(addresses.get(i)), scheme.flatMap(Forwarded::scheme)));
        }
        return hops;
    }

    private static Hop rfc7239(String element) {
        Optional<InetAddress> address = Optional.empty();
        Optional<String> scheme = Optional.empty();
        for (String pair : element.split(";", -1)) {
            int equals = pair.indexOf('=');
            String name = equals < 0 ? "" : pair.substring(0, equals).strip().toLowerCase(Locale.ROOT);
            String value = pair.substring(equals + 1).strip().replaceAll("^\"(.*)\"$", "$1");
            if (name.equals("for")) {
                address = address(value);
            } else if (name.equals("proto")) {
                scheme = scheme(value);
            }
        }
        return new Hop(address, scheme);
    }

    private static List<String> elements(HttpFields headers, String name) {
        List<String> all = headers.getFields(name).stream()
                .flatMap(field -> Stream.of(field.getValue().split(",", -1)))
                .map(String::strip)
                .toList();
        return all.subList(Math.max(0, all.size() - MOST_HOPS), all.size());
    }

    /** Without the port, and the brackets that stand around an address of version 6. */
    private static Optional<InetAddress> address(String text) {
        return Network.address(text.replaceAll("^\\[([^\\]]*)\\](?::\\d{1,5})?$", "$1")
                .replaceAll("^(\\d{1,3}(?:\\.\\d{1,3}){3}):\\d{1,5}$", "$1"));
    }

    private static Optional<String> scheme(String text) {
        return Optional.of(text.toLowerCase(Locale.ROOT)).filter(one -> one.equals("http") || one.equals("https"));
    }

    /** A request as the proxies have seen it. */
    private static final class Seen extends Request.Wrapper {
        private final SocketAddress client;
        private final boolean secure;
        private final @Nullable HttpURI uri;

        Seen(Request request, SocketAddress client, boolean secure) {
            super(request);
            this.client = client;
            this.secure = secure;
            this.uri = request.getHttpURI() == null
                    ? null
                    : HttpURI.build(request.getHttpURI()).scheme(secure ? "https" : "http");
        }

        @Override
        public boolean isSecure() {
            return secure;
        }

        @Override
        public HttpURI getHttpURI() {
            return uri == null ? super.getHttpURI() : uri;
        }

        @Override
        public ConnectionMetaData getConnectionMetaData() {
            return new ConnectionMetaData.Wrapper(super.getConnectionMetaData()) {
                @Override
                public SocketAddress getRemoteSocketAddress() {
                    return client;
                }

                @Override
                public boolean isSecure() {
                    return secure;
                }
            };
        }
    }
}
