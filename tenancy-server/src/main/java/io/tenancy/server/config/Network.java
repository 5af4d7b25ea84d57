package io.tenancy.server.config;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Addresses that begin with the same bits, as {@code 10.0.0.0/8}. A single address is a network of one.
 *
 * @param first any address of the network
 * @param bits how many of its leading bits all of them share
 */
public record Network(InetAddress first, int bits) {
    /** What can only be an address, so that no name is ever looked up. */
    private static final Pattern LITERAL =
            Pattern.compile("(?:OCTET\\.){3}OCTET|[0-9A-Fa-f]{0,4}:[0-9A-Fa-f:]*(?:(?<=:)(?:OCTET\\.){3}OCTET)?"
                    .replace("OCTET", "(?:25[0-5]|2[0-4]\\d|1?\\d?\\d)"));

    /** Of the longest form of an address of version 6, with the last bits as one of version 4. */
    private static final int LONGEST = 45;

    public Network {
        if (bits < 0 || bits > first.getAddress().length * Byte.SIZE) {
            throw new IllegalArgumentException("A network has as many bits as its address at most.");
        }
    }

    /** Reads {@code 10.0.0.0/8}, {@code fd00::/8} or an address alone; empty where it is none. */
    public static Optional<Network> parse(String text) {
        int slash = text.indexOf('/');
        Optional<InetAddress> address = address(slash < 0 ? text : text.substring(0, slash));
        String length = slash < 0 ? "" : text.substring(slash + 1);
        if (address.isEmpty() || (slash >= 0 && !length.matches("\\d{1,3}"))) {
            return Optional.empty();
        }
        int most = address.get().getAddress().length * Byte.SIZE;
        int bits = slash < 0 ? most : Integer.parseInt(length);
        return bits > most ? Optional.empty() : Optional.of(new Network(address.get(), bits));
    }

    /** The address that a text is; no name is looked up. */
    public static Optional<InetAddress> address(String text) {
        if (text.length() > LONGEST || !LITERAL.matcher(text).matches()) {
            return Optional.empty();
        }
        try {
            return Optional.of(InetAddress.getByName(text));
        } catch (UnknownHostException e) {
            return Optional.empty();
        }
    }

    public boolean contains(InetAddress address) {
        byte[] wanted = first.getAddress();
        byte[] given = address.getAddress();
        if (wanted.length != given.length) {
            return false;
        }
        int whole = bits / Byte.SIZE;
        for (int i = 0; i < whole; i++) {
            if (wanted[i] != given[i]) {
                return false;
            }
        }
        int rest = bits % Byte.SIZE;
        return rest == 0 || (wanted[whole] & 0xff) >> (Byte.SIZE - rest) == (given[whole] & 0xff) >> (Byte.SIZE - rest);
    }
}
