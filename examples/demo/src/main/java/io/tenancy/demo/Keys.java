package io.tenancy.demo;

import io.tenancy.core.MasterKey;
import io.tenancy.core.Secret;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;

/** The one secret of a data folder, made at random on the first start; every password of the demo follows from it. */
final class Keys {
    private static final String FILE = "master.key";
    private static final String ALPHABET = "abcdefghjkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789";

    /** 16 characters of this alphabet are 92 bits. */
    private static final int CHARACTERS = 16;

    private final String text;
    private final MasterKey key;

    private Keys(String text) {
        this.text = text;
        this.key = MasterKey.ofBase64(text);
    }

    /** The key of the folder; made anew only where there is no database that depends on an older one. */
    static Keys in(DataFolder data) {
        Path file = data.path().resolve(FILE);
        try {
            if (!Files.exists(file)) {
                if (Files.exists(data.path().resolve(Postgres.FOLDER))) {
                    throw new Refusal("The key to the demo's database is gone: " + file
                            + ". Put it back, or move the folder away to start anew.");
                }
                byte[] fresh = new byte[32];
                new SecureRandom().nextBytes(fresh);
                data.write(FILE, Base64.getEncoder().encodeToString(fresh));
            }
            return new Keys(Files.readString(file).strip());
        } catch (IOException | IllegalArgumentException e) {
            throw new Refusal("The key " + file + " cannot be read: " + e.getMessage(), e);
        }
    }

    /** The master key of the server, in base64. */
    Secret master() {
        return new Secret(text);
    }

    /** The password for one purpose, always the same in the same data folder. */
    Secret password(String purpose) {
        byte[] bytes = key.derive("demo-password/" + purpose);
        StringBuilder password = new StringBuilder(CHARACTERS);
        for (int i = 0; i < CHARACTERS; i++) {
            password.append(ALPHABET.charAt((bytes[i] & 0xff) % ALPHABET.length()));
        }
        return new Secret(password.toString());
    }
}
