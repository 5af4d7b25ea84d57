package io.tenancy.console;

import com.google.gson.Gson;
import com.google.gson.JsonObject;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The demo in a process of its own, with a fresh database. */
final class DemoServer implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(8);
    private static final Duration LOOK = Duration.ofMillis(100);

    private final Path folder;
    private final Process process;
    private final JsonObject facts;
    private final int port;
    private final TextRecords names = new TextRecords();

    private DemoServer() throws IOException, InterruptedException {
        this.folder = Files.createTempDirectory(Files.createDirectories(Path.of("target")), "demo");
        this.port = freePort();
        ProcessBuilder command = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx400m",
                "-Dtenancy.demo.endsWithParent=true",
                "-cp",
                System.getProperty("java.class.path"),
                "io.tenancy.demo.Demo");
        command.environment().put("TENANCY_PORT", String.valueOf(port));
        command.environment().put("TENANCY_OPERATOR_PORT", String.valueOf(freePort()));
        command.environment().put("TENANCY_WEBHOOK_ALLOW_LOOPBACK", "true"); // receivers of tests are on this machine
        command.environment().put("TENANCY_DNS_SERVERS", names.address());
        command.environment().put("TENANCY_METERS", "messages=sum:count");
        command.environment().put("TENANCY_USAGE_LATE", "P60D");
        File output = folder.resolve("output.txt").toFile();
        this.process = command.directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output)
                .start();
        Path ready = folder.resolve("data/demo.json");
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!Files.exists(ready)) {
            if (process.waitFor(LOOK.toMillis(), TimeUnit.MILLISECONDS) || System.nanoTime() > end) {
                process.destroy();
                throw new IllegalStateException("The demo does not start: " + Files.readString(output.toPath()));
            }
        }
        this.facts = new Gson().fromJson(Files.readString(ready), JsonObject.class);
    }

    static DemoServer start() {
        try {
            return new DemoServer();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** The address of a page; browsers take a passkey for a name and not for a number. */
    String page(String path) {
        return "http://localhost:" + port + "/console" + path;
    }

    /** Where the API is. */
    String api() {
        return "http://127.0.0.1:" + port;
    }

    DemoDatabase database() {
        return new DemoDatabase(folder.resolve("data"));
    }

    /** What DNS says, as the server asks it. */
    TextRecords names() {
        return names;
    }

    String password(String email) {
        for (var account : facts.getAsJsonArray("accounts")) {
            JsonObject one = account.getAsJsonObject();
            if (one.get("email").getAsString().equals(email)) {
                return one.get("password").getAsString();
            }
        }
        throw new IllegalArgumentException(email);
    }

    /** The part behind its host of the link in the first invitation to this address; empty until it is sent. */
    String invitation(String email) {
        return linkIn("<" + email + "> is invited", "/accept-invitation");
    }

    /** That of the link to another password, in the first such mail to this address. */
    String reset(String email) {
        return linkIn("To: " + email, "/reset-password");
    }

    private String linkIn(String mail, String page) {
        try {
            Matcher link = Pattern.compile(
                            Pattern.quote(mail) + ".*?(" + Pattern.quote(page) + "#token=[\\w.~-]+)", Pattern.DOTALL)
                    .matcher(Files.readString(folder.resolve("data/logs/demo.log")));
            return link.find() ? link.group(1) : "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        process.destroy();
        process.onExit().join();
        names.close();
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
