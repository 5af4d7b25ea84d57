package io.tenancy.persistence;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import javax.net.SocketFactory;
import org.jspecify.annotations.Nullable;

/**
 * Sockets that are closed when the other side is: PostgreSQL leaves its end open until the process of the connection has
 * ended, so that who waits for that never has more connections open than it counts. Where the driver sets no time limit to reads,
 * a server that is silent is asked whether it is there. Public for the driver, which makes it by its name.
 */
public final class PatientSockets extends SocketFactory {
    /** A server that is busy or gone is not waited for any longer. */
    private static final int PATIENCE_MILLIS = 250;

    private static final int SILENCE_MILLIS = 30_000;

    private final int silenceMillis;

    /**
     * @param silenceMillis the {@code socketFactoryArg} of the driver: how long a server may be silent before it is asked whether
     *     it is there; 30 s where that is absent
     */
    public PatientSockets(@Nullable String silenceMillis) {
        this.silenceMillis = silenceMillis == null ? SILENCE_MILLIS : Integer.parseInt(silenceMillis);
    }

    @Override
    public Socket createSocket() {
        return new PatientSocket(silenceMillis);
    }

    @Override
    public Socket createSocket(String host, int port) throws IOException {
        return connected(new PatientSocket(silenceMillis), InetAddress.getByName(host), port);
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress localHost, int localPort) throws IOException {
        return createSocket(InetAddress.getByName(host), port, localHost, localPort);
    }

    @Override
    public Socket createSocket(InetAddress host, int port) throws IOException {
        return connected(new PatientSocket(silenceMillis), host, port);
    }

    @Override
    public Socket createSocket(InetAddress address, int port, InetAddress localAddress, int localPort)
            throws IOException {
        Socket socket = new PatientSocket(silenceMillis);
        socket.bind(new InetSocketAddress(localAddress, localPort));
        return connected(socket, address, port);
    }

    private static Socket connected(Socket socket, InetAddress address, int port) throws IOException {
        socket.connect(new InetSocketAddress(address, port));
        return socket;
    }

    private static final class PatientSocket extends Socket {
        private final int silenceMillis;
        private boolean closing; // guarded by this; its streams close it too

        PatientSocket(int silenceMillis) {
            this.silenceMillis = silenceMillis;
        }

        @Override
        public InputStream getInputStream() throws IOException {
            return new AttentiveStream(super.getInputStream(), this, silenceMillis);
        }

        @Override
        public synchronized void close() throws IOException {
            if (!closing && isConnected()) {
                closing = true;
                awaitTheOtherSide();
            }
            super.close();
        }

        private void awaitTheOtherSide() {
            try {
                shutdownOutput();
                setSoTimeout(PATIENCE_MILLIS);
                InputStream rest = getInputStream();
                int left = 64;
                while (left > 0 && rest.read(new byte[1024]) >= 0) {
                    left--;
                }
            } catch (IOException e) {
                // It is closed already, or took too long.
            }
        }
    }
}
