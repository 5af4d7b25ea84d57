package io.tenancy.benchmarks;

import static io.tenancy.benchmarks.Report.number;
import static java.util.Objects.requireNonNull;

import io.tenancy.benchmarks.Benchmarks.Benchmark;
import io.tenancy.benchmarks.Inhabitants.Inhabited;
import io.tenancy.benchmarks.Load.Answers;
import io.tenancy.benchmarks.Load.Target;
import io.tenancy.core.tenant.Isolation;
import io.tenancy.core.tenant.TenantDirectory;
import io.tenancy.core.tenant.TenantId;
import io.tenancy.core.tenant.TenantScope;
import io.tenancy.core.user.UserId;
import io.tenancy.core.user.UserStore;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.UUID;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;
import javax.sql.DataSource;

/** What a request costs, against the same statement without tenants, without sign-in and without rights. */
final class RequestsBenchmark implements Benchmark {
    private static final String DATABASE = "requests";
    private static final int TENANTS = Size.of(1_000);
    private static final int DATABASE_TENANTS = 8;
    private static final int USERS = 200;
    private static final int CONNECTIONS = 8;
    private static final int ROUNDS = Size.of(5);
    private static final String SHARED_ALONE = "one user, statement with its tenant in shared tables alone";
    private static final String SCHEMAS_ALONE = "one user, statement with its tenant in schemas alone";
    private static final Duration TIME = Size.of(Duration.ofSeconds(4));

    /** Milliseconds of both, and what came of them. */
    private static final class Sum {
        private long requests;
        private double seconds;
        private double server;
        private double postgres;
        private double allocated;
        private final List<Double> p99s = new ArrayList<>();
        private final List<Double> medians = new ArrayList<>();

        double serverMicros() {
            return 1_000 * server / requests;
        }

        double postgresMicros() {
            return 1_000 * postgres / requests;
        }

        double allocatedKilobytes() {
            return allocated / requests / 1_024;
        }
    }

    private interface Scenario {
        Answers run() throws Exception;
    }

    private interface Reader {
        /** Reads until the end, and counts. */
        void read(int number, long end, LongAdder count) throws Exception;
    }

    private record Person(TenantScope tenant, UserId id) {}

    private record Measured(Scenario scenario, ServerProcess server) {}

    @Override
    public Report run(BenchmarkPostgres postgres) throws Exception {
        Map<String, String> environment = new HashMap<>(postgres.environment(DATABASE));
        environment.putAll(unlimited());
        try (Platform platform = Platform.open(environment)) {
            Inhabitants inhabitants = new Inhabitants(platform, postgres, DATABASE);
            List<Inhabited> shared = inhabitants.make(TENANTS, USERS, Isolation.SHARED);
            List<Inhabited> schemas = inhabitants.make(TENANTS, USERS, Isolation.SCHEMA);
            List<Inhabited> databases = inhabitants.make(DATABASE_TENANTS, USERS, Isolation.DATABASE);
            postgres.executeIn(DATABASE, "VACUUM ANALYZE");
            return run(postgres, environment, platform, shared, schemas, databases);
        }
    }

    private static Report run(
            BenchmarkPostgres postgres,
            Map<String, String> environment,
            Platform platform,
            List<Inhabited> shared,
            List<Inhabited> schemas,
            List<Inhabited> databases)
            throws Exception {
        Map<String, String> bareEnvironment = new HashMap<>(environment);
        bareEnvironment.putAll(postgres.superuser());
        JavaProcess java = JavaProcess.with(List.of(JavaProcess.HEAP));
        try (ServerProcess tenancy = ServerProcess.tenancy(environment, java);
                ServerProcess bare = ServerProcess.start(
                        java.running(BareServer.class.getName(), List.of()), bareEnvironment, "/health")) {
            Load load = new Load(CONNECTIONS);
            Map<String, Measured> scenarios = new LinkedHashMap<>();
            scenarios.put("one user, bare", http(load, bare, shared, any -> "/tenants/" + any.id() + "/users/%s"));
            scenarios.put(
                    "one user, bare, by a transaction",
                    http(load, bare, shared, any -> "/bound/tenants/" + any.id() + "/users/%s"));
            scenarios.put("one user, shared tables", http(load, tenancy, shared, any -> "/v1/users/%s"));
            scenarios.put("one user, schemas", http(load, tenancy, schemas, any -> "/v1/users/%s"));
            scenarios.put("one user, databases", http(load, tenancy, databases, any -> "/v1/users/%s"));
            scenarios.put("twenty users, bare", http(load, bare, shared, any -> "/tenants/" + any.id() + "/users"));
            scenarios.put("twenty users, shared tables", http(load, tenancy, shared, any -> "/v1/users?limit=20"));
            DataSource superuser = postgres.superuser(DATABASE);
            scenarios.put(
                    "one user, statement alone",
                    new Measured(() -> statements(superuser, Statements.FIND, shared), bare));
            scenarios.put(
                    "twenty users, statement alone",
                    new Measured(() -> statements(superuser, Statements.LIST, shared), bare));
            UserStore users = platform.persistence().users();
            List<Person> inShared = people(platform, shared);
            List<Person> inSchemas = people(platform, schemas);
            scenarios.put(SHARED_ALONE, new Measured(() -> reads(users, inShared), bare));
            scenarios.put(SCHEMAS_ALONE, new Measured(() -> reads(users, inSchemas), bare));
            warmUp(scenarios, tenancy, bare);
            Map<String, Sum> sums = measure(postgres, scenarios);
            return report(sums, tenancy);
        }
    }

    /** No limit of rates comes between, tokens live as long as the measurement, and nobody waits for an end. */
    static Map<String, String> unlimited() {
        Map<String, String> environment = new HashMap<>();
        for (String limit : List.of("TENANT", "USER", "ADDRESS", "SIGN_IN")) {
            environment.put("TENANCY_RATE_" + limit, "0");
        }
        environment.put("TENANCY_ACCESS_TOKEN_LIFE", "PT1H");
        environment.put("TENANCY_DRAIN_DELAY", "PT0S");
        return environment;
    }

    private static Measured http(
            Load load, ServerProcess server, List<Inhabited> tenants, Function<Inhabited, String> pattern)
            throws Exception {
        List<Target> targets = new ArrayList<>();
        for (Inhabited tenant : tenants) {
            for (int user = 1; user <= USERS; user += 40) {
                targets.add(new Target(pattern.apply(tenant).formatted(tenant.user(user)), tenant.token()));
            }
        }
        Path file = Load.targets(targets);
        return new Measured(() -> load.run(server.port(), file, TIME), server);
    }

    private static void warmUp(Map<String, Measured> scenarios, ServerProcess... servers) throws Exception {
        new WarmUp(List.of(servers)).run(() -> {
            for (Measured one : scenarios.values()) {
                one.scenario().run();
            }
        });
    }

    private static Map<String, Sum> measure(BenchmarkPostgres postgres, Map<String, Measured> scenarios)
            throws Exception {
        Map<String, Sum> sums = new LinkedHashMap<>();
        for (int round = 0; round < ROUNDS; round++) {
            for (Map.Entry<String, Measured> one : scenarios.entrySet()) {
                ServerProcess server = one.getValue().server();
                leadIn(one.getValue());
                double allocated = server.allocated();
                double before = server.cpu();
                OptionalDouble database = postgres.cpu().postgres();
                Answers answers = one.getValue().scenario().run();
                Sum sum = sums.computeIfAbsent(one.getKey(), any -> new Sum());
                sum.requests += answers.requests();
                sum.seconds += answers.seconds();
                sum.server += server.cpu() - before;
                sum.allocated += server.allocated() - allocated;
                sum.postgres += postgres.cpu().postgres().orElse(Double.NaN) - database.orElse(Double.NaN);
                sum.medians.add(answers.median());
                sum.p99s.add(answers.p99());
            }
        }
        return sums;
    }

    /**
     * Runs what is not counted. While others have their turn, what is remembered of tenants and sessions runs out: a round that began with
     * asking for all of it again would tell of the turns, and not of requests that keep coming.
     */
    private static void leadIn(Measured one) throws Exception {
        one.scenario().run();
    }

    /** The physical limit: as many connections, each prepared once, and nothing between two statements. */
    private static Answers statements(DataSource source, String sql, List<Inhabited> tenants) throws Exception {
        return alone((number, end, count) -> {
            try (Connection connection = source.getConnection();
                    PreparedStatement statement = connection.prepareStatement(sql)) {
                for (int i = number; System.nanoTime() < end; i += CONNECTIONS) {
                    Inhabited tenant = tenants.get(i % tenants.size());
                    for (int place = 1; place <= 3; place++) {
                        statement.setObject(place, tenant.id());
                    }
                    statement.setObject(4, sql.equals(Statements.FIND) ? tenant.user(1) : new UUID(0, 0));
                    try (ResultSet rows = statement.executeQuery()) {
                        if (!rows.next()) {
                            throw new IllegalStateException("A user is missing.");
                        }
                    }
                    count.increment();
                }
            }
        });
    }

    private static List<Person> people(Platform platform, List<Inhabited> tenants) {
        TenantDirectory directory = new TenantDirectory(platform.persistence().tenants());
        return tenants.stream()
                .map(tenant -> new Person(
                        directory.enter(new TenantId(tenant.id())).orElseThrow(), new UserId(tenant.user(1))))
                .toList();
    }

    /** The same statement as the product sends it: with its tenant, in the serving role, under row security; without a request around it. */
    private static Answers reads(UserStore users, List<Person> people) throws Exception {
        return alone((number, end, count) -> {
            for (int i = number; System.nanoTime() < end; i += CONNECTIONS) {
                Person person = people.get(i % people.size());
                if (users.find(person.tenant(), person.id()).isEmpty()) {
                    throw new IllegalStateException("A user is missing.");
                }
                count.increment();
            }
        });
    }

    /** Reads by as many threads as requests have connections, without HTTP. */
    private static Answers alone(Reader reader) throws Exception {
        long end = System.nanoTime() + TIME.toNanos();
        LongAdder count = new LongAdder();
        try (Workers workers = new Workers(CONNECTIONS)) {
            List<Long> times = workers.times(CONNECTIONS, number -> reader.read(number, end, count));
            return new Answers(count.sum(), Quantiles.of(times, 1) / 1e9, Double.NaN, Double.NaN);
        }
    }

    private static Report report(Map<String, Sum> sums, ServerProcess tenancy) throws Exception {
        Report report = new Report(
                        "The cost of a request",
                        "GET /v1/users/{id} and GET /v1/users?limit=20 of a server in a process of its own, with access tokens,"
                                + " rights, row security and the log of requests, against a bare Dropwizard resource with"
                                + " the same statement by autocommit, a pool and JSON, and against the statement alone by JDBC, without its tenant and as the store sends it. "
                                + TENANTS + " tenants in shared tables, as many with schemas, " + DATABASE_TENANTS
                                + " with databases, " + USERS + " users each; " + CONNECTIONS + " connections of wrk, "
                                + ROUNDS + " rounds of " + TIME.toSeconds()
                                + " s each, by turns, each behind one that does not count, after as many that do not count as the compilers of both servers have work for."
                                + " Processor time in microseconds and allocated memory in KB are those of a request.")
                .table("", "requests/s", "median ms", "p99 ms", "CPU server", "CPU PostgreSQL", "KB allocated");
        sums.forEach((name, sum) -> report.row(
                name,
                number("%,.0f", sum.requests / sum.seconds),
                name.endsWith("alone") ? "" : number("%.1f", Quantiles.of(sum.medians, 0.5)),
                name.endsWith("alone") ? "" : number("%.1f", Quantiles.of(sum.p99s, 0.5)),
                name.endsWith("alone") ? "" : number("%.0f", sum.serverMicros()),
                number("%.0f", sum.postgresMicros()),
                name.endsWith("alone") ? "" : number("%.1f", sum.allocatedKilobytes())));
        report.table("ratio", "measured", "target");
        ratio(
                report,
                sums,
                "one user, shared tables",
                "one user, bare",
                Sum::serverMicros,
                "CPU of the server",
                "1.35");
        ratio(
                report,
                sums,
                "one user, shared tables",
                "one user, statement alone",
                Sum::postgresMicros,
                "CPU of PostgreSQL",
                "1.4");
        ratio(
                report,
                sums,
                "twenty users, shared tables",
                "twenty users, bare",
                Sum::serverMicros,
                "CPU of the server",
                "1.4");
        ratio(
                report,
                sums,
                "twenty users, shared tables",
                "twenty users, statement alone",
                Sum::postgresMicros,
                "CPU of PostgreSQL",
                "1.4");
        ratio(
                report,
                sums,
                "one user, schemas",
                "one user, shared tables",
                Sum::postgresMicros,
                "CPU of PostgreSQL",
                "2.5");
        ratio(
                report,
                sums,
                "one user, databases",
                "one user, shared tables",
                Sum::postgresMicros,
                "CPU of PostgreSQL",
                "1.2");
        ratio(report, sums, SHARED_ALONE, "one user, statement alone", Sum::postgresMicros, "CPU of PostgreSQL", "1.4");
        ratio(report, sums, SCHEMAS_ALONE, SHARED_ALONE, Sum::postgresMicros, "CPU of PostgreSQL", "2.5");
        return report.text("Server CPU of one user in shared tables: "
                        + number("%.0f", sum(sums, "one user, shared tables").serverMicros()) + " µs (target ≤ 130).")
                .text("Resident memory of the server after the load: " + number("%.0f", tenancy.residentMegabytes())
                        + " MB (target ≤ 400).");
    }

    private static void ratio(
            Report report,
            Map<String, Sum> sums,
            String one,
            String other,
            Function<Sum, Double> figure,
            String what,
            String target) {
        report.row(
                what + ": " + one + " to " + other,
                number("%.2f", figure.apply(sum(sums, one)) / figure.apply(sum(sums, other))),
                "≤ " + target);
    }

    private static Sum sum(Map<String, Sum> sums, String scenario) {
        return requireNonNull(sums.get(scenario), scenario);
    }
}
