package io.tenancy.core.audit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import io.tenancy.core.MasterKey;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/** Verifies what {@link CheckpointSigner} has signed, and, for who has the master key, what was signed with that before. */
public final class SignatureCheck {
    /** So long is an HMAC-SHA-256 in hexadecimal, by which checkpoints were signed at first. */
    private static final int MAC_LENGTH = 64;

    private static final String MAC_PURPOSE = "audit checkpoint";

    private final List<PublicCheckpointKey> keys;
    private final Optional<MasterKey> master;

    private SignatureCheck(List<PublicCheckpointKey> keys, Optional<MasterKey> master) {
        this.keys = List.copyOf(keys);
        this.master = requireNonNull(master);
    }

    /** For who has the secret. */
    public static SignatureCheck of(MasterKey key) {
        return new SignatureCheck(List.of(CheckpointSigner.of(key).publicKey()), Optional.of(key));
    }

    /** For who has public keys alone. */
    public static SignatureCheck of(List<PublicCheckpointKey> keys) {
        return new SignatureCheck(keys, Optional.empty());
    }

    /** Whether this signature can only be verified with a secret that is not here. */
    boolean isSecret(String signature) {
        return master.isEmpty() && signature.length() == MAC_LENGTH;
    }

    boolean isGenuine(String text, String signature) {
        return signature.length() == MAC_LENGTH
                ? master.filter(key -> isMac(key, text, signature)).isPresent()
                : keys.stream().anyMatch(key -> key.verifies(text, signature));
    }

    private static boolean isMac(MasterKey key, String text, String signature) {
        String genuine = HexFormat.of().formatHex(key.mac(MAC_PURPOSE, text.getBytes(UTF_8)));
        return MessageDigest.isEqual(genuine.getBytes(UTF_8), signature.getBytes(UTF_8));
    }
}
