package io.tenancy.server.operations;

import static java.util.Objects.requireNonNull;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/**
 * Takes lines at once, and hands them on when it is emptied. Who adds a line does not wait for who empties it, however long that is
 * held up, unless a megabyte waits already.
 */
final class LineBuffer extends OutputStream {
    private static final int MOST = 1024 * 1024;
    private static final int ROOM = 64 * 1024;

    private final OutputStream to;

    /** Held while lines are handed on; never waited for by who holds the monitor of this. */
    private final Object handingOn = new Object();

    private ByteArrayOutputStream filling = new ByteArrayOutputStream(ROOM);
    private ByteArrayOutputStream other = new ByteArrayOutputStream(ROOM);

    LineBuffer(OutputStream to) {
        this.to = requireNonNull(to);
    }

    @Override
    public void write(int octet) throws IOException {
        write(new byte[] {(byte) octet}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        boolean isFull;
        synchronized (this) {
            filling.write(bytes, offset, length);
            isFull = filling.size() >= MOST;
        }
        if (isFull) {
            flush();
        }
    }

    /** Hands on what is here, after whoever does so now. */
    @Override
    public void flush() throws IOException {
        synchronized (handingOn) {
            ByteArrayOutputStream full;
            synchronized (this) {
                full = filling;
                filling = other;
                other = full;
            }
            try {
                full.writeTo(to);
                to.flush();
            } finally {
                full.reset();
            }
        }
    }

    @Override
    public void close() throws IOException {
        flush();
        to.close();
    }
}
