package io.tenancy.core.brand;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;
import java.util.Set;
import java.util.zip.CRC32;

/**
 * Tells what a picture is from its bytes: PNG by the W3C's specification, third edition, section 5; WebP by RFC 9649. All chunks
 * are walked through to the end, so that nothing is hidden behind the picture.
 */
final class Pictures {
    private static final int MOST_PIXELS = 4_096;
    private static final long PNG = 0x89504E470D0A1A0AL;
    private static final Set<String> WEBP_STARTS = Set.of("VP8 ", "VP8L", "VP8X");

    private Pictures() {}

    static Optional<Logo.Type> type(byte[] bytes) {
        try {
            if (isPng(ByteBuffer.wrap(bytes))) {
                return Optional.of(Logo.Type.PNG);
            }
            return isWebp(ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN))
                    ? Optional.of(Logo.Type.WEBP)
                    : Optional.empty();
        } catch (BufferUnderflowException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static boolean isPng(ByteBuffer picture) {
        if (picture.remaining() < Long.BYTES || picture.getLong() != PNG) {
            return false;
        }
        String name = "";
        boolean isFirst = true;
        boolean hasData = false;
        while (picture.hasRemaining() && !name.equals("IEND")) {
            int length = picture.getInt();
            ByteBuffer checked = slice(picture, length + 4L);
            int sum = picture.getInt();
            name = word(checked);
            if (!isSum(checked, sum) || isFirst != name.equals("IHDR") || (isFirst && !isSmall(checked))) {
                return false;
            }
            hasData |= name.equals("IDAT");
            isFirst = false;
        }
        return name.equals("IEND") && hasData && !picture.hasRemaining();
    }

    private static boolean isSum(ByteBuffer chunk, int sum) {
        CRC32 crc = new CRC32();
        crc.update(chunk.duplicate().rewind());
        return (int) crc.getValue() == sum;
    }

    private static boolean isSmall(ByteBuffer header) {
        return isSmall(header.getInt(), header.getInt());
    }

    private static boolean isSmall(int width, int height) {
        return width >= 1 && width <= MOST_PIXELS && height >= 1 && height <= MOST_PIXELS;
    }

    private static boolean isWebp(ByteBuffer picture) {
        if (picture.remaining() < 20 || !word(picture).equals("RIFF")) {
            return false;
        }
        int length = picture.getInt();
        if (length != picture.remaining() || !word(picture).equals("WEBP")) {
            return false;
        }
        boolean isFirst = true;
        while (picture.hasRemaining()) {
            String name = word(picture);
            int size = picture.getInt();
            ByteBuffer chunk = slice(picture, (long) size + (size & 1)).order(ByteOrder.LITTLE_ENDIAN);
            if (isFirst && !(WEBP_STARTS.contains(name) && isSmallWebp(name, chunk))) {
                return false;
            }
            isFirst = false;
        }
        return !isFirst;
    }

    private static boolean isSmallWebp(String name, ByteBuffer chunk) {
        if (name.equals("VP8X")) {
            chunk.getInt();
            return isSmall(three(chunk) + 1, three(chunk) + 1);
        }
        if (name.equals("VP8L")) {
            boolean isSigned = chunk.get() == 0x2F;
            int sizes = chunk.getInt();
            return isSigned && isSmall((sizes & 0x3FFF) + 1, (sizes >> 14 & 0x3FFF) + 1);
        }
        three(chunk);
        return three(chunk) == 0x2A019D && isSmall(chunk.getShort() & 0x3FFF, chunk.getShort() & 0x3FFF);
    }

    private static int three(ByteBuffer bytes) {
        return (bytes.get() & 0xFF) | (bytes.get() & 0xFF) << 8 | (bytes.get() & 0xFF) << 16;
    }

    private static String word(ByteBuffer bytes) {
        byte[] word = new byte[4];
        bytes.get(word);
        return new String(word, ISO_8859_1);
    }

    /** The next bytes, which are passed. */
    private static ByteBuffer slice(ByteBuffer bytes, long length) {
        if (length < 0 || length > bytes.remaining()) {
            throw new BufferUnderflowException();
        }
        ByteBuffer slice = bytes.slice(bytes.position(), (int) length);
        bytes.position(bytes.position() + (int) length);
        return slice;
    }
}
