package io.tenancy.server.config;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The proxies that are believed when they say from where a request has come, and how they say it. Only one form is read:
 * a proxy that writes one may let through the other as a client has sent it.
 */
public record TrustedProxies(List<Network> networks, Form form) {
    /** Nobody is believed. */
    public static final TrustedProxies NONE = new TrustedProxies(List.of(), Form.X_FORWARDED);

    /** The headers that proxies write. */
    public enum Form {
        /** X-Forwarded-For and X-Forwarded-Proto. */
        X_FORWARDED,
        /** Forwarded (RFC 7239). */
        FORWARDED
    }

    public TrustedProxies {
        networks = List.copyOf(networks);
    }

    static TrustedProxies read(Given given) {
        String text = given.text("trustedProxies");
        Form form = given.choice("forwardedHeader", Form.class);
        if (text.isEmpty() || text.equals("none")) {
            return new TrustedProxies(List.of(), form);
        }
        List<Network> networks = new ArrayList<>();
        Stream.of(text.split("[,\\s]+", -1))
                .forEach(one -> Network.parse(one)
                        .ifPresentOrElse(
                                networks::add,
                                () -> given.problem(
                                        "trustedProxies", "is no list of networks, as 10.0.0.0/8 fd00::/8, or none")));
        return new TrustedProxies(networks, form);
    }

    public boolean trusts(InetAddress address) {
        for (Network network : networks) {
            if (network.contains(address)) {
                return true;
            }
        }
        return false;
    }
}
