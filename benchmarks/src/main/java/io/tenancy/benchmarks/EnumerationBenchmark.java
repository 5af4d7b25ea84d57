package io.tenancy.benchmarks;

import static io.tenancy.benchmarks.Report.number;

import io.tenancy.auth.Auth;
import io.tenancy.auth.HashCost;
import io.tenancy.auth.WaitingRoom;
import io.tenancy.benchmarks.Benchmarks.Benchmark;
import io.tenancy.core.Secret;
import io.tenancy.core.TenancyException.Unauthenticated;
import io.tenancy.core.access.Caller;
import io.tenancy.core.invitation.ImportReport;
import io.tenancy.core.invitation.UserImport;
import io.tenancy.core.login.Login;
import io.tenancy.core.session.Client;
import io.tenancy.core.tenant.Tenant;
import io.tenancy.core.user.UserId;
import io.tenancy.server.Services;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/** Whether the time of a failed sign-in tells why it failed. */
final class EnumerationBenchmark implements Benchmark {
    private static final int ROUNDS = 300;
    private static final int WARM_UP = 30;
    private static final double TARGET = 0.05;
    private static final Duration LOCK = Duration.ofSeconds(1);
    private static final Client CLIENT = new Client(Optional.of("192.0.2.7"), Optional.of("benchmark"));
    private static final Secret WRONG = new Secret("a password that nobody has");

    /** Why a sign-in fails. Each account is tried once, so that none has to wait, but for those that are locked before. */
    private enum Reason {
        WRONG_PASSWORD,
        /** The same once more: what differs between these two is the noise of the machine. */
        WRONG_PASSWORD_AGAIN,
        UNKNOWN_USER,
        DISABLED_USER,
        /** After the last failure that is granted. */
        LOCKED_USER,
        UNKNOWN_TENANT;

        Login login(int round) {
            String tenant = this == UNKNOWN_TENANT ? "nowhere" : Tenant.PLATFORM;
            return new Login(tenant, email(round), WRONG);
        }

        String email(int round) {
            return name().toLowerCase(Locale.ROOT) + "-" + round + "@example.org";
        }
    }

    @Override
    public Report run(BenchmarkPostgres postgres) throws Exception {
        Map<String, String> environment = new HashMap<>(postgres.environment("enumeration"));
        environment.put("TENANCY_LOGIN_ADDRESS_FAILURES", "1000000");
        // One failure locks, and the wait that comes with it is the shortest there is.
        environment.put("TENANCY_LOGIN_FAILURES", "1");
        environment.put("TENANCY_LOGIN_FAILURE_CAP", "1");
        environment.put("TENANCY_LOGIN_DELAY", LOCK.toString());
        environment.put("TENANCY_LOGIN_LONGEST_DELAY", LOCK.toString());
        Map<Reason, List<Long>> times = new EnumMap<>(Reason.class);
        try (Platform platform = Platform.open(environment)) {
            Services services = platform.services();
            bringIn(services, platform.operator(), Reason.WRONG_PASSWORD);
            bringIn(services, platform.operator(), Reason.WRONG_PASSWORD_AGAIN);
            bringIn(services, platform.operator(), Reason.DISABLED_USER)
                    .forEach(id -> services.users().disable(platform.operator(), id));
            bringIn(services, platform.operator(), Reason.LOCKED_USER);
            IntStream.range(0, WARM_UP + ROUNDS).forEach(round -> fail(services, Reason.LOCKED_USER.login(round)));
            Thread.sleep(LOCK.toMillis());
            for (int round = 0; round < WARM_UP + ROUNDS; round++) {
                for (int turn = 0; turn < Reason.values().length; turn++) {
                    Reason reason = Reason.values()[(round + turn) % Reason.values().length];
                    long nanos = fail(services, reason.login(round));
                    if (round >= WARM_UP) {
                        times.computeIfAbsent(reason, any -> new ArrayList<>()).add(nanos);
                    }
                }
            }
        }
        return report(times);
    }

    private static List<UserId> bringIn(Services services, Caller operator, Reason reason) {
        Secret hash = new Secret(Auth.passwords(new WaitingRoom(1, 0), HashCost.DEFAULT, new SecureRandom())
                .hash(new Secret("a password that somebody has")));
        List<UserImport.Line> lines = IntStream.range(0, WARM_UP + ROUNDS)
                .mapToObj(round -> new UserImport.Line(
                        Optional.of(reason.email(round)),
                        Optional.of("User " + round),
                        Optional.of(Set.of("VIEWER")),
                        Optional.of(hash)))
                .toList();
        return services.imports().run(operator, new UserImport(lines)).results().stream()
                .map(ImportReport.Result::id)
                .flatMap(Optional::stream)
                .toList();
    }

    private static long fail(Services services, Login login) {
        long start = System.nanoTime();
        try {
            services.logins().login(login, CLIENT);
        } catch (Unauthenticated expected) {
            return System.nanoTime() - start;
        }
        throw new IllegalStateException("A sign-in with a wrong password succeeds.");
    }

    private static Report report(Map<Reason, List<Long>> times) {
        Report report = new Report(
                        "The time of a failed sign-in",
                        ROUNDS
                                + " failed sign-ins for each reason, by turns, each with another address, through the use"
                                + " case that `POST /v1/auth/login` calls. \"Wrong password again\" is a control: it differs"
                                + " from the first row by nothing but the noise of the machine, and no row says more than that.")
                .table("reason", "median ms", "p90 ms", "median against a wrong password", "target");
        double wrong = Quantiles.of(times.getOrDefault(Reason.WRONG_PASSWORD, List.of(1L)), 0.5);
        times.forEach((reason, each) -> {
            double median = Quantiles.of(each, 0.5);
            report.row(
                    reason.name().toLowerCase(Locale.ROOT).replace('_', ' '),
                    number("%.2f", median / 1e6),
                    number("%.2f", Quantiles.of(each, 0.9) / 1e6),
                    number("%+.1f %%", 100 * (median / wrong - 1)),
                    number("within %.0f %%", 100 * TARGET));
        });
        return report;
    }
}
