package io.tenancy.testkit;

import io.tenancy.core.Secret;
import io.tenancy.core.credential.Passwords;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;

/**
 * Fast, unsalted SHA-256 hashes. For tests only: anybody who has such a hash has the password. Counts its hashes, and
 * refuses to make one inside a transaction, where a slow one would hold a connection.
 */
public final class PlainPasswords implements Passwords {
    private static final String FORM = "$sha256$v=%d$%s";

    private final AtomicInteger hashes = new AtomicInteger();
    private final BooleanSupplier inTransaction;
    private final AtomicInteger version = new AtomicInteger(1);

    /**
     * Hashes that know when a transaction runs.
     *
     * @param inTransaction tells it of the thread that asks, as {@link InMemoryStores#isInTransaction} does
     */
    public PlainPasswords(BooleanSupplier inTransaction) {
        this.inTransaction = inTransaction;
    }

    @Override
    public String hash(Secret password) {
        count();
        return phc(version.get(), password);
    }

    @Override
    public boolean verify(Secret password, Optional<String> hash) {
        count();
        return hash.isPresent() && hash.get().equals(phc(versionOf(hash.get()), password));
    }

    @Override
    public boolean isAcceptable(Secret hash) {
        return hash.reveal().startsWith("$sha256$");
    }

    @Override
    public boolean isOutdated(String hash) {
        return versionOf(hash) < version.get();
    }

    /** How many hashes were made so far. */
    public int hashes() {
        return hashes.get();
    }

    /** Makes every hash so far an outdated one. */
    public void outdate() {
        version.incrementAndGet();
    }

    private void count() {
        if (inTransaction.getAsBoolean()) {
            throw new IllegalStateException("A password is hashed inside a transaction.");
        }
        hashes.incrementAndGet();
    }

    private static int versionOf(String hash) {
        return Integer.parseInt(hash.substring(hash.indexOf('=') + 1, hash.lastIndexOf('$')));
    }

    private static String phc(int version, Secret password) {
        try {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            byte[] digest = sha256.digest(password.reveal().getBytes(StandardCharsets.UTF_8));
            return FORM.formatted(version, HexFormat.of().formatHex(digest));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256.", e);
        }
    }
}
