package io.tenancy.core.once;

import io.tenancy.core.Secret;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** AES-256-GCM with a key that the database and the master key alone do not make: a part of it is the client's. */
final class AnswerBox {
    private static final int NONCE = 12;
    private static final int TAG_BITS = 128;

    private final SecureRandom random;

    AnswerBox(SecureRandom random) {
        this.random = random;
    }

    String seal(byte[] key, String bound, Secret answer) {
        byte[] nonce = new byte[NONCE];
        random.nextBytes(nonce);
        byte[] sealed =
                run(Cipher.ENCRYPT_MODE, key, nonce, bound, answer.reveal().getBytes(StandardCharsets.UTF_8));
        return Base64.getEncoder()
                .encodeToString(ByteBuffer.allocate(NONCE + sealed.length)
                        .put(nonce)
                        .put(sealed)
                        .array());
    }

    Secret open(byte[] key, String bound, String sealed) {
        ByteBuffer bytes = ByteBuffer.wrap(Base64.getDecoder().decode(sealed));
        byte[] nonce = new byte[NONCE];
        bytes.get(nonce);
        byte[] rest = new byte[bytes.remaining()];
        bytes.get(rest);
        return new Secret(new String(run(Cipher.DECRYPT_MODE, key, nonce, bound, rest), StandardCharsets.UTF_8));
    }

    private static byte[] run(int mode, byte[] key, byte[] nonce, String bound, byte[] text) {
        try {
            Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(mode, new SecretKeySpec(key, "AES"), new GCMParameterSpec(TAG_BITS, nonce));
            cipher.updateAAD(bound.getBytes(StandardCharsets.UTF_8));
            return cipher.doFinal(text);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("An answer is not what was sealed.", e);
        }
    }
}
