package io.tenancy.server.e2e;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.util.Locale;

/** A connection to a server on which bytes are sent as they are. */
final class RawHttp implements AutoCloseable {
    private static final int PATIENCE_MILLIS = 60_000;

    private final Socket socket;

    RawHttp(URI server) throws IOException {
        socket = new Socket(InetAddress.getLoopbackAddress(), server.getPort());
        socket.setSoTimeout(PATIENCE_MILLIS);
        socket.setTcpNoDelay(true);
    }

    /** The head of an answer, in lower case. */
    record Head(int status, String text) {
        boolean ends() {
            return text.contains("\r\nconnection: close");
        }
    }

    void send(String bytes) throws IOException {
        socket.getOutputStream().write(bytes.getBytes(ISO_8859_1));
        socket.getOutputStream().flush();
    }

    /** Reads a whole answer, so that the next one may come. */
    Head answer() throws IOException {
        InputStream in = socket.getInputStream();
        String head = until(in, "\r\n\r\n").toLowerCase(Locale.ROOT);
        int length = head.indexOf("\r\ncontent-length: ");
        if (head.contains("\r\ntransfer-encoding: chunked")) {
            until(in, "\r\n0\r\n\r\n");
        } else if (length >= 0) {
            String digits = head.substring(length + 18, head.indexOf("\r\n", length + 18));
            in.skipNBytes(Long.parseLong(digits));
        }
        return new Head(Integer.parseInt(head.substring(9, 12)), head);
    }

    private static String until(InputStream in, String end) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        while (!bytes.toString(ISO_8859_1).endsWith(end)) {
            int next = in.read();
            if (next < 0) {
                throw new EOFException("The connection ends after: " + bytes.toString(ISO_8859_1));
            }
            bytes.write(next);
        }
        return bytes.toString(ISO_8859_1);
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
