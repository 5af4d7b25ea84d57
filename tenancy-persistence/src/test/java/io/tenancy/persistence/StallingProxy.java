package io.tenancy.persistence;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.CountDownLatch;

/** Stands before a PostgreSQL, and from some moment on passes nothing more, as if that hung: sockets stay open, and nothing is said. */
final class StallingProxy implements AutoCloseable {
    private final ServerSocket server;
    private final int target;
    private final CountDownLatch ended = new CountDownLatch(1);
    private volatile boolean stalled;

    StallingProxy(int target) {
        this.target = target;
        try {
            this.server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        start(this::accept);
    }

    int port() {
        return server.getLocalPort();
    }

    void stall() {
        stalled = true;
    }

    @Override
    public void close() throws IOException {
        ended.countDown();
        server.close();
    }

    private void accept() throws IOException, InterruptedException {
        while (!server.isClosed()) {
            Socket driver = server.accept();
            if (stalled) {
                start(() -> {
                    ended.await();
                    driver.close();
                });
            } else {
                Socket postgres = new Socket(InetAddress.getLoopbackAddress(), target);
                start(() -> pass(driver, postgres));
                start(() -> pass(postgres, driver));
            }
        }
    }

    private void pass(Socket from, Socket to) throws IOException, InterruptedException {
        byte[] bytes = new byte[8192];
        InputStream in = from.getInputStream();
        OutputStream out = to.getOutputStream();
        for (int length = in.read(bytes); length >= 0; length = in.read(bytes)) {
            if (stalled) {
                ended.await();
            }
            out.write(bytes, 0, length);
        }
        to.close();
    }

    private static void start(Work work) {
        Thread thread = new Thread(() -> {
            try {
                work.run();
            } catch (IOException | InterruptedException e) {
                Thread.currentThread().interrupt(); // a side has hung up, and the thread ends
            }
        });
        thread.setDaemon(true);
        thread.start();
    }

    private interface Work {
        void run() throws IOException, InterruptedException;
    }
}
