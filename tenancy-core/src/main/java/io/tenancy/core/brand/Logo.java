package io.tenancy.core.brand;

import static java.util.Objects.requireNonNull;

import io.tenancy.core.Sha256;
import io.tenancy.core.TenancyException.Invalid;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.regex.Pattern;

/**
 * A picture that browsers draw and that holds nothing else: a PNG or a WebP, whole, of at most 64 KiB and 4,096 pixels each
 * way. What it is, its bytes say, and no name or header.
 */
public final class Logo {
    /** The most bytes of a logo. */
    public static final int MOST_BYTES = 64 * 1024;

    private static final Pattern DIGEST = Pattern.compile("[0-9a-f]{64}");

    private final Type type;
    private final byte[] bytes;
    private final String digest;

    /** What a logo can be. */
    public enum Type {
        PNG("image/png"),
        WEBP("image/webp");

        private final String media;

        Type(String media) {
            this.media = media;
        }

        /** The media type. */
        public String media() {
            return media;
        }
    }

    private Logo(Type type, byte[] bytes) {
        this.type = requireNonNull(type);
        this.bytes = bytes;
        this.digest = HexFormat.of().formatHex(Sha256.of(bytes));
    }

    /** The logo that these bytes are; refused with {@link Invalid}, naming the field {@code image}, where they are none. */
    public static Logo of(byte[] bytes) {
        if (bytes.length > MOST_BYTES) {
            throw new Invalid("image", "image.too_long", "A logo has at most 64 KiB.");
        }
        return new Logo(
                Pictures.type(bytes)
                        .orElseThrow(() -> new Invalid(
                                "image",
                                "image.malformed",
                                "A logo is a whole PNG or WebP of at most 4,096 pixels each way, and nothing else.")),
                bytes.clone());
    }

    /** Whether a text can be a digest of a logo. */
    public static boolean isDigest(String text) {
        return DIGEST.matcher(text).matches();
    }

    public Type type() {
        return type;
    }

    public byte[] bytes() {
        return bytes.clone();
    }

    /** The SHA-256 of the bytes, in 64 hexadecimal digits. */
    public String digest() {
        return digest;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Logo logo && Arrays.equals(bytes, logo.bytes);
    }

    @Override
    public int hashCode() {
        return digest.hashCode();
    }

    @Override
    public String toString() {
        return "Logo[" + type + " " + digest + "]";
    }
}
