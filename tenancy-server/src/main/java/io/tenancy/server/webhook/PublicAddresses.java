package io.tenancy.server.webhook;

import io.tenancy.server.config.Network;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.stream.Stream;

/**
 * Which addresses somebody else's message may be sent to: those that IANA has given out for use all over the internet, by its
 * registries of special-purpose addresses (RFC 6890) of 2026. What carries an address of version 4 in one of version 6 is
 * refused as a whole: NAT64, 6to4, Teredo.
 */
final class PublicAddresses {
    private static final List<Network> CLOSED = networks(
            "0.0.0.0/8", // this network
            "10.0.0.0/8", // private
            "100.64.0.0/10", // shared by customers of a carrier
            "127.0.0.0/8", // loopback
            "168.63.129.16", // the platform of Azure
            "169.254.0.0/16", // link-local, and metadata of clouds
            "172.16.0.0/12", // private
            "192.0.0.0/24", // protocols, and metadata of one cloud
            "192.0.2.0/24", // documentation
            "192.88.99.0/24", // 6to4 relays
            "192.168.0.0/16", // private
            "198.18.0.0/15", // benchmarks
            "198.51.100.0/24", // documentation
            "203.0.113.0/24", // documentation
            "224.0.0.0/4", // multicast
            "240.0.0.0/4", // reserved, and broadcast
            "2001::/23", // protocols, Teredo among them
            "2001:db8::/32", // documentation
            "2002::/16", // 6to4
            "3fff::/20"); // documentation

    /** Of version 6 nothing else is given out, so that loopback, link-local, unique local and NAT64 are none of it. */
    private static final Network GIVEN_OUT = network("2000::/3");

    private static final int VERSION_6 = 16;

    private final boolean isLoopbackAllowed;

    PublicAddresses(boolean isLoopbackAllowed) {
        this.isLoopbackAllowed = isLoopbackAllowed;
    }

    /** Whether something may be sent there. */
    boolean contain(InetAddress given) {
        InetAddress address = unmapped(given);
        if (address.isLoopbackAddress()) {
            return isLoopbackAllowed;
        }
        boolean isGivenOut = address.getAddress().length != VERSION_6 || GIVEN_OUT.contains(address);
        return isGivenOut && CLOSED.stream().noneMatch(closed -> closed.contains(address));
    }

    /** One of version 4 that is written as one of version 6, as {@code ::ffff:10.0.0.1}, is the same. */
    private static InetAddress unmapped(InetAddress address) {
        try {
            return InetAddress.getByAddress(address.getAddress());
        } catch (UnknownHostException e) {
            throw new IllegalStateException("An address has 4 or " + VERSION_6 + " bytes.", e);
        }
    }

    private static List<Network> networks(String... texts) {
        return Stream.of(texts).map(PublicAddresses::network).toList();
    }

    private static Network network(String text) {
        return Network.parse(text).orElseThrow(() -> new IllegalStateException("This is no network: " + text));
    }
}
