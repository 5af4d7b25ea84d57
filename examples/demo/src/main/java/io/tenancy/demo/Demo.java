package io.tenancy.demo;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedDeque;

/**
 * Starts the production server with a PostgreSQL and three tenants of its own, all kept in the folder {@code data}, and
 * says on the console how to use it. Ends with Ctrl-C: first the server, then the database.
 */
public final class Demo {
    private static final Path FOLDER = Path.of("data");

    /** Set where the demo shall not outlive the process that has started it. */
    private static final String ENDS_WITH_PARENT = "tenancy.demo.endsWithParent";

    /** What the demo's server takes from outside, as it is. */
    private static final List<String> PASSED_ON = List.of(
            "TENANCY_DNS_SERVERS",
            "TENANCY_LOG_LEVEL",
            "TENANCY_METERS",
            "TENANCY_USAGE_LATE",
            "TENANCY_WEBHOOK_ALLOW_LOOPBACK");

    private static final System.Logger LOG = System.getLogger(Demo.class.getName());

    private final Map<String, String> environment;
    private final Deque<AutoCloseable> opened = new ConcurrentLinkedDeque<>();
    private volatile boolean stopping;

    private Demo(Map<String, String> environment) {
        this.environment = Map.copyOf(environment);
    }

    public static void main(String... arguments) {
        PrintStream console = System.out;
        PrintStream errors = System.err;
        Demo demo = new Demo(System.getenv());
        Runtime.getRuntime().addShutdownHook(new Thread(demo::stop, "demo-stop"));
        if (Boolean.getBoolean(ENDS_WITH_PARENT)) {
            endWithParent();
        }
        try {
            Facts facts = demo.start();
            console.print(Screen.of(facts));
            console.flush();
        } catch (Exception e) {
            if (!demo.stopping) {
                if (System.err != errors) { // there is a log by now
                    LOG.log(Level.ERROR, "The demo does not start.", e);
                }
                errors.println("The demo does not start. " + reason(e));
                System.exit(1);
            }
        }
    }

    private Facts start() throws Exception {
        Ports ports = Ports.of(environment);
        DataFolder data = opened(DataFolder.open(FOLDER));
        ports.requireFree();
        logInto(data);
        Keys keys = Keys.in(data);
        Postgres postgres = opened(Postgres.in(data, keys.password("database/superuser")));
        Roles roles = Roles.in(postgres.start(), keys);
        Facts facts = Facts.of(ports, Account.all(keys));
        boolean sown = Files.exists(data.path().resolve(Facts.FILE));
        Server server = opened(new Server(environment(ports, roles, keys), settings -> {
            if (!sown) {
                Seed.sow(settings, facts.accounts());
            }
        }));
        server.start();
        facts.writeTo(data);
        return facts;
    }

    /** What the server is to find in its environment; what is set outside for another server does not reach it. */
    private Map<String, String> environment(Ports ports, Roles roles, Keys keys) {
        Map<String, String> own = new HashMap<>(roles.environment());
        own.put("TENANCY_MASTER_KEY", keys.master().reveal());
        own.put("TENANCY_BASE_URL", ports.apiUrl());
        own.put("TENANCY_PORT", String.valueOf(ports.api()));
        own.put("TENANCY_OPERATOR_PORT", String.valueOf(ports.operator()));
        own.put("TENANCY_MAIL", "console");
        PASSED_ON.forEach(name -> {
            String value = environment.get(name);
            if (value != null) {
                own.put(name, value);
            }
        });
        // Browsers take a passkey for a name and not for a number.
        own.put("TENANCY_PASSKEY_DOMAIN", "localhost");
        own.put("TENANCY_PASSKEY_ORIGINS", "http://localhost:" + ports.api());
        return own;
    }

    /** From here on the console is for people, and what programs print goes to the log; the last one is kept. */
    private static void logInto(DataFolder data) throws IOException {
        Path log = data.logs().resolve("demo.log");
        if (Files.exists(log)) {
            Files.move(log, log.resolveSibling("demo.last.log"), StandardCopyOption.REPLACE_EXISTING);
        }
        PrintStream out = new PrintStream(new FileOutputStream(log.toFile(), true), true, UTF_8);
        System.setOut(out);
        System.setErr(out);
    }

    private static void endWithParent() {
        // The demo has no use for the future; the end of the parent is all.
        var unused =
                ProcessHandle.current().parent().map(parent -> parent.onExit().thenRun(() -> System.exit(0)));
    }

    private static String reason(Exception failure) {
        return failure instanceof Refusal
                ? requireNonNull(failure.getMessage())
                : failure + " (" + FOLDER.resolve("logs").resolve("demo.log") + " has more)";
    }

    /** Closes what was opened, the last first; what fails does not keep the rest from closing. */
    private void stop() {
        stopping = true;
        for (AutoCloseable part : opened) {
            try {
                part.close();
            } catch (Exception e) {
                LOG.log(Level.ERROR, "The demo did not stop as it should.", e);
            }
        }
    }

    private <T extends AutoCloseable> T opened(T part) {
        opened.push(part);
        return part;
    }
}
