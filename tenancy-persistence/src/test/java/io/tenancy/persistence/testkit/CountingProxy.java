package io.tenancy.persistence.testkit;

import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Stands between a driver and PostgreSQL and counts what goes by: how often the driver says all that it has to say and
 * waits for the answer, and how many statements the server is asked to parse.
 */
public final class CountingProxy implements AutoCloseable {
    private static final int HEADER = 4;

    private final ServerSocket server;
    private final int target;
    private final AtomicInteger bursts = new AtomicInteger();
    private final AtomicInteger parsed = new AtomicInteger();

    public CountingProxy(int target) {
        this.target = target;
        try {
            this.server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        start(this::accept);
    }

    public int port() {
        return server.getLocalPort();
    }

    public int roundTrips() {
        return bursts.get();
    }

    public int parsed() {
        return parsed.get();
    }

    @Override
    public void close() throws IOException {
        server.close();
    }

    private void accept() throws IOException {
        while (!server.isClosed()) {
            Socket driver = server.accept();
            Socket postgres = new Socket(InetAddress.getLoopbackAddress(), target);
            driver.setTcpNoDelay(true);
            postgres.setTcpNoDelay(true);
            start(() -> count(driver, postgres));
            start(() -> {
                postgres.getInputStream().transferTo(driver.getOutputStream());
                driver.close();
            });
        }
    }

    /** The first message has no type; each later one has one byte for it, and all have their length. */
    private void count(Socket driver, Socket postgres) throws IOException {
        DataInputStream in = new DataInputStream(driver.getInputStream());
        OutputStream out = new BufferedOutputStream(postgres.getOutputStream());
        byte[] startup = body(in);
        out.write(startup);
        out.flush();
        while (true) {
            if (in.available() == 0) {
                bursts.incrementAndGet();
                out.flush();
            }
            int type = in.read();
            if (type < 0) {
                break;
            }
            if (type == 'P') {
                parsed.incrementAndGet();
            }
            out.write(type);
            out.write(body(in));
        }
        postgres.close();
    }

    private static byte[] body(DataInputStream in) throws IOException {
        int length = in.readInt();
        byte[] rest = in.readNBytes(length - HEADER);
        return ByteBuffer.allocate(length).putInt(length).put(rest).array();
    }

    private static void start(Work work) {
        Thread thread = new Thread(() -> {
            try {
                work.run();
            } catch (IOException e) {
                Thread.currentThread().interrupt(); // a side has hung up, and the thread ends
            }
        });
        thread.setDaemon(true);
        thread.start();
    }

    private interface Work {
        void run() throws IOException;
    }
}
