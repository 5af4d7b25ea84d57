package io.tenancy.core.archive;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tenancy.core.job.JobRefused;
import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

/** Files of archives: lines as bytes, and bytes compressed. */
public final class Files {
    private static final int BUFFER = 64 << 10;

    private Files() {}

    static byte[] of(List<String> lines) {
        StringBuilder text = new StringBuilder();
        lines.forEach(line -> text.append(line).append('\n'));
        return text.toString().getBytes(UTF_8);
    }

    static List<String> lines(byte[] file) {
        return new String(file, UTF_8).lines().toList();
    }

    public static byte[] deflate(byte[] file) {
        Deflater deflater = new Deflater(Deflater.BEST_SPEED, true);
        try {
            deflater.setInput(file);
            deflater.finish();
            ByteArrayOutputStream deflated = new ByteArrayOutputStream(file.length / 4 + 64);
            byte[] buffer = new byte[BUFFER];
            while (!deflater.finished()) {
                deflated.write(buffer, 0, deflater.deflate(buffer));
            }
            return deflated.toByteArray();
        } finally {
            deflater.end();
        }
    }

    /** What was compressed, which is known to be this long. */
    public static byte[] inflate(byte[] deflated, int length) {
        Inflater inflater = new Inflater(true);
        try {
            inflater.setInput(deflated);
            byte[] file = new byte[length];
            int done = 0;
            while (done < length && !inflater.finished()) {
                int some = inflater.inflate(file, done, length - done);
                if (some == 0 && (inflater.needsInput() || inflater.needsDictionary())) {
                    break;
                }
                done += some;
            }
            if (done != length) {
                throw new JobRefused("A file of the archive is not as long as it was.");
            }
            return file;
        } catch (DataFormatException e) {
            throw new JobRefused("A file of the archive is broken.");
        } finally {
            inflater.end();
        }
    }
}
