package io.tenancy.server.webhook;

import static java.util.Objects.requireNonNull;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.stream.Stream;
import org.apache.hc.client5.http.DnsResolver;

/**
 * Looks names up, and answers with addresses only where all of them are public. A connection is made to what this has
 * answered, and to nothing else; so it does not matter what a name leads to a moment before or after.
 */
final class GuardedNames implements DnsResolver {
    private final Names names;
    private final PublicAddresses open;

    /** Where addresses come from. */
    @FunctionalInterface
    interface Names {
        InetAddress[] find(String host) throws UnknownHostException;
    }

    /** A host that leads to an address that is not public. */
    static final class Closed extends UnknownHostException {
        private static final long serialVersionUID = 1L;
    }

    GuardedNames(Names names, PublicAddresses open) {
        this.names = requireNonNull(names);
        this.open = requireNonNull(open);
    }

    @Override
    public InetAddress[] resolve(String host) throws UnknownHostException {
        InetAddress[] found = names.find(host);
        if (found.length == 0) {
            throw new UnknownHostException();
        }
        if (!Stream.of(found).allMatch(open::contain)) {
            throw new Closed();
        }
        return found;
    }

    @Override
    public String resolveCanonicalHostname(String host) {
        return host;
    }
}
