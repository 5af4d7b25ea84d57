package io.tenancy.server.mail;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManagerFactory;

/**
 * A mail server that speaks STARTTLS, if it is told to, and that can fall silent with a message in its hands. GreenMail
 * does neither. It keeps what it is told, and whether that came over TLS.
 */
public final class TestSmtp implements AutoCloseable {
    private static final char[] PASSWORD = "changeit".toCharArray();

    private final ServerSocket socket;
    private final boolean offersTls;
    private final int silentAt;
    private final CountDownLatch silent = new CountDownLatch(1);
    private final List<Told> told = new CopyOnWriteArrayList<>();
    private final List<String> recipients = new CopyOnWriteArrayList<>();

    /** A command, and whether it came over TLS. */
    public record Told(String command, boolean secured) {}

    /** A certificate of its own for localhost, made once. */
    private static final class Keys {
        static final KeyStore STORE = make();

        private static KeyStore make() {
            try {
                Path file = Files.createTempDirectory("test-smtp").resolve("keys.p12");
                Process keytool = new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "keytool")
                                        .toString(),
                                "-genkeypair",
                                "-alias",
                                "server",
                                "-keyalg",
                                "EC",
                                "-dname",
                                "CN=localhost",
                                "-ext",
                                "san=dns:localhost",
                                "-storetype",
                                "PKCS12",
                                "-storepass",
                                new String(PASSWORD),
                                "-keystore",
                                file.toString())
                        .redirectErrorStream(true)
                        .start();
                keytool.getInputStream().readAllBytes();
                if (keytool.waitFor() != 0) {
                    throw new IllegalStateException("keytool makes no certificate.");
                }
                return KeyStore.getInstance(file.toFile(), PASSWORD);
            } catch (IOException | GeneralSecurityException e) {
                throw new IllegalStateException(e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
        }
    }

    private TestSmtp(boolean offersTls, int silentAt) throws IOException {
        this.socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        this.offersTls = offersTls;
        this.silentAt = silentAt;
        inThread(this::accept);
    }

    /** One that does, or does not, offer STARTTLS. */
    public static TestSmtp offeringTls(boolean offersTls) throws IOException {
        return new TestSmtp(offersTls, Integer.MAX_VALUE);
    }

    /** One that has the message of this number, and never says so; all others it takes. */
    public static TestSmtp silentAt(int number) throws IOException {
        return new TestSmtp(false, number);
    }

    public int port() {
        return socket.getLocalPort();
    }

    /** Whom messages have come for, each time one did. */
    public List<String> recipients() {
        return List.copyOf(recipients);
    }

    List<Told> told() {
        return List.copyOf(told);
    }

    /** Waits until it has fallen silent. */
    public boolean awaitSilence() throws InterruptedException {
        return silent.await(60, TimeUnit.SECONDS);
    }

    /** What trusts the certificate of this server and nobody else's. */
    static SSLSocketFactory trusting() throws GeneralSecurityException, IOException {
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, PASSWORD);
        trusted.setCertificateEntry("server", Keys.STORE.getCertificate("server"));
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return context.getSocketFactory();
    }

    /** TLS for both ends, with a certificate for localhost that only these trust. */
    public static SSLContext localhost() throws GeneralSecurityException {
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(Keys.STORE, PASSWORD);
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(Keys.STORE);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
        return context;
    }

    private void accept() {
        try {
            while (true) {
                Socket client = socket.accept();
                inThread(() -> serve(client));
            }
        } catch (IOException e) {
            // The test is over.
        }
    }

    private void serve(Socket client) {
        try (client) {
            say(client, "220 test");
            if (!talk(client, false)) {
                SSLSocket secured = secured(client);
                var unused = talk(secured, true);
            }
        } catch (IOException | GeneralSecurityException e) {
            // The client has gone, or does not trust us.
        }
    }

    /** Until the client goes; false where it wants to go on over TLS. */
    private boolean talk(Socket client, boolean secured) throws IOException {
        BufferedReader in =
                new BufferedReader(new InputStreamReader(client.getInputStream(), StandardCharsets.US_ASCII));
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            String verb = line.split("[ :]", 2)[0].toUpperCase(Locale.ROOT);
            told.add(new Told(verb, secured));
            switch (verb) {
                case "EHLO" -> say(client, "250-test\r\n250 " + (secured ? "AUTH PLAIN" : tls()));
                case "STARTTLS" -> {
                    say(client, "220 go ahead");
                    return false;
                }
                case "AUTH" -> say(client, "235 welcome");
                case "DATA" -> takeMessage(client, in);
                case "QUIT" -> say(client, "221 bye");
                case "RCPT" -> {
                    recipients.add(line.replaceAll(".*<(.*)>.*", "$1"));
                    say(client, "250 ok");
                }
                default -> say(client, "250 ok");
            }
        }
        return true;
    }

    private String tls() {
        return offersTls ? "STARTTLS" : "AUTH PLAIN";
    }

    private void takeMessage(Socket client, BufferedReader in) throws IOException {
        say(client, "354 go ahead");
        String line = in.readLine();
        while (line != null && !line.equals(".")) {
            line = in.readLine();
        }
        if (recipients.size() == silentAt) {
            silent.countDown();
        } else {
            say(client, "250 ok");
        }
    }

    private static SSLSocket secured(Socket client) throws IOException, GeneralSecurityException {
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(Keys.STORE, PASSWORD);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), null, null);
        SSLSocket secured = (SSLSocket) context.getSocketFactory().createSocket(client, null, client.getPort(), true);
        secured.setUseClientMode(false);
        secured.startHandshake();
        return secured;
    }

    private static void say(Socket client, String line) throws IOException {
        client.getOutputStream().write((line + "\r\n").getBytes(StandardCharsets.US_ASCII));
    }

    private static void inThread(Runnable task) {
        Thread thread = new Thread(task, "test-smtp");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
