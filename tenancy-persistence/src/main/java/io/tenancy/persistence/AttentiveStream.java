package io.tenancy.persistence;

import static java.util.Objects.requireNonNull;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;

/**
 * What a server says on a connection whose reads have no time limit, because a statement of the owner may take hours. Where the
 * server is silent for long it is asked on a connection of its own whether it is there at all: one that answers is waited for, and
 * one that does not is given up.
 */
final class AttentiveStream extends FilterInputStream {
    private static final int ANSWER_MILLIS = 5_000;

    /** The request for TLS of PostgreSQL's protocol, which it and PgBouncer answer with one byte before any sign-in. */
    private static final byte[] REQUEST = {0, 0, 0, 8, 0x04, (byte) 0xd2, 0x16, 0x2f};

    private final Socket socket;
    private final int silenceMillis;

    AttentiveStream(InputStream in, Socket socket, int silenceMillis) {
        super(requireNonNull(in));
        this.socket = requireNonNull(socket);
        this.silenceMillis = silenceMillis;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        if (socket.getSoTimeout() != 0) {
            return super.read(bytes, offset, length);
        }
        socket.setSoTimeout(silenceMillis);
        try {
            while (true) {
                try {
                    return super.read(bytes, offset, length);
                } catch (SocketTimeoutException e) {
                    requireAnAnswer(e);
                }
            }
        } finally {
            if (!socket.isClosed()) {
                socket.setSoTimeout(0);
            }
        }
    }

    private void requireAnAnswer(SocketTimeoutException silence) throws IOException {
        try (Socket question = new Socket()) {
            question.connect(new InetSocketAddress(socket.getInetAddress(), socket.getPort()), ANSWER_MILLIS);
            question.setSoTimeout(ANSWER_MILLIS);
            question.getOutputStream().write(REQUEST);
            if (question.getInputStream().read() >= 0) {
                return;
            }
        } catch (IOException e) {
            silence.addSuppressed(e);
        }
        // The driver reads on after a mere timeout that it has not asked for.
        throw new IOException("The database server says nothing, and does not answer others.", silence);
    }
}
