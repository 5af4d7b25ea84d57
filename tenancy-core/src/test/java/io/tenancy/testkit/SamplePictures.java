package io.tenancy.testkit;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.CRC32;
import java.util.zip.DeflaterOutputStream;

/** Pictures that are some, for tests. */
public final class SamplePictures {
    private SamplePictures() {}

    /** A grey PNG of so many pixels each way. */
    public static byte[] png(int width, int height) {
        try {
            ByteArrayOutputStream data = new ByteArrayOutputStream();
            try (DeflaterOutputStream pixels = new DeflaterOutputStream(data)) {
                pixels.write(new byte[Math.min(1_000_000, (width + 1) * height)]);
            }
            ByteArrayOutputStream png = new ByteArrayOutputStream();
            png.write(new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'});
            png.write(chunk(
                    "IHDR",
                    ByteBuffer.allocate(13)
                            .putInt(width)
                            .putInt(height)
                            .put((byte) 8)
                            .array()));
            png.write(chunk("IDAT", data.toByteArray()));
            png.write(chunk("IEND", new byte[0]));
            return png.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The head of a lossless WebP of so many pixels each way. */
    public static byte[] webp(int width, int height) {
        byte[] data = ByteBuffer.allocate(6)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put((byte) 0x2F)
                .putInt((width - 1) | ((height - 1) << 14))
                .array();
        return ByteBuffer.allocate(26)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put("RIFF".getBytes(ISO_8859_1))
                .putInt(18)
                .put("WEBPVP8L".getBytes(ISO_8859_1))
                .putInt(6)
                .put(data)
                .array();
    }

    private static byte[] chunk(String name, byte[] data) {
        byte[] body = ByteBuffer.allocate(4 + data.length)
                .put(name.getBytes(ISO_8859_1))
                .put(data)
                .array();
        CRC32 sum = new CRC32();
        sum.update(body);
        return ByteBuffer.allocate(8 + body.length)
                .putInt(data.length)
                .put(body)
                .putInt((int) sum.getValue())
                .array();
    }
}
