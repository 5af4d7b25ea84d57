package io.tenancy.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import io.tenancy.core.access.Assurance;
import io.tenancy.core.access.Assurance.Method;
import io.tenancy.core.access.Permission;
import io.tenancy.core.key.SigningKey;
import io.tenancy.core.key.SigningKey.State;
import io.tenancy.core.policy.OwnPolicy;
import io.tenancy.core.role.Role;
import io.tenancy.core.role.RoleId;
import io.tenancy.core.session.Client;
import io.tenancy.core.session.Session;
import io.tenancy.core.session.SessionId;
import io.tenancy.core.session.Standing;
import io.tenancy.core.tenant.Isolation;
import io.tenancy.core.tenant.Placement;
import io.tenancy.core.tenant.Tenant;
import io.tenancy.core.tenant.TenantScope;
import io.tenancy.core.user.User;
import io.tenancy.core.user.User.Status;
import io.tenancy.persistence.testkit.TestDatabase;
import io.tenancy.persistence.testkit.TestPgBouncer;
import io.tenancy.persistence.testkit.TestPostgres;
import io.tenancy.testkit.TestTenants;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.slf4j.LoggerFactory;

/** Two nodes on one database, of which one would believe for an hour what it has read, if nobody told it otherwise. */
final class ChangeListenerTest {
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final TestDatabase database = TestPostgres.database();
    private final AtomicLong now = new AtomicLong();
    private final Persistence here = node(HOUR);
    private final Persistence there = node(HOUR);
    private final ChangeListener listener = here.listener("main", database.app());

    private Persistence node(Duration staleness) {
        return Persistence.on(
                database.stores(),
                TenantSchema.standard(),
                new ConnectionBudget(4, Duration.ofSeconds(30)),
                staleness,
                now::get);
    }

    @AfterEach
    void close() {
        listener.close();
        here.close();
        there.close();
    }

    private static void until(String what, BooleanSupplier question) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!question.getAsBoolean()) {
            assertThat(System.nanoTime()).as(what).isLessThan(end);
            LockSupport.parkNanos(Duration.ofMillis(10).toNanos());
        }
    }

    private void listen() {
        listener.start();
        until("it listens", listener::isListening);
    }

    private record SignedIn(TenantScope scope, User user, Session session) {}

    private SignedIn signIn(Isolation isolation) {
        Samples samples = new Samples(there);
        TenantScope scope = samples.open("acme", isolation);
        User user = samples.user(scope, "una@acme.test");
        Session session = new Session(
                new SessionId(TestTenants.newId()),
                user.id(),
                0,
                "0".repeat(64),
                Samples.T0,
                Samples.T0,
                Samples.T0.plus(HOUR),
                Optional.empty(),
                Assurance.of(Method.PASSWORD, Samples.T0),
                new Client(Optional.empty(), Optional.empty()));
        there.sessions().add(scope, session);
        return new SignedIn(scope, user, session);
    }

    private Optional<Standing> seen(SignedIn una) {
        return seen(here, una);
    }

    private static Optional<Standing> seen(Persistence node, SignedIn una) {
        return node.standings().find(una.scope(), una.session().id());
    }

    private User changed(User user, Status status, String role) {
        return new User(
                user.id(),
                user.email(),
                user.name(),
                status,
                Set.of(role),
                user.createdAt(),
                user.updatedAt(),
                user.lastLoginAt(),
                user.emailVerifiedAt(),
                user.version() + 1);
    }

    @ParameterizedTest
    @EnumSource(names = {"SHARED", "SCHEMA"})
    void hearsOfDisabledUsersTakenRolesAndEndedSessions(Isolation isolation) {
        for (Consumer<SignedIn> change : Stream.<Consumer<SignedIn>>of(
                        una -> there.users().update(una.scope(), changed(una.user(), Status.DISABLED, "VIEWER")),
                        una -> there.users().update(una.scope(), changed(una.user(), Status.ACTIVE, "ADMIN")),
                        una -> there.users().delete(una.scope(), una.user().id(), 1, Samples.T0),
                        una -> there.sessions()
                                .revoke(una.scope(), una.session().id(), Samples.T0),
                        una -> there.sessions()
                                .revokeAll(una.scope(), una.user().id(), Optional.empty(), Samples.T0))
                .toList()) {
            SignedIn una = signIn(isolation);
            Optional<Standing> before = seen(una);
            if (!listener.isListening()) {
                listen();
                assertThat(seen(una)).isEqualTo(before);
            }

            change.accept(una);

            until("it is seen", () -> !seen(una).equals(before));
        }
    }

    @Test
    void hearsOfAChangedRole() {
        listen();
        SignedIn una = signIn(Isolation.SHARED);
        Role role = new Role(
                new RoleId(TestTenants.newId()), "clerk", "", false, Set.of(), Set.of(), Samples.T0, Samples.T0, 1);
        there.roles().add(una.scope(), role);
        there.users().update(una.scope(), changed(una.user(), Status.ACTIVE, "clerk"));
        until("the role is seen", () -> seen(una).orElseThrow().roles().all().contains("clerk"));

        there.roles()
                .update(
                        una.scope(),
                        new Role(
                                role.id(),
                                "clerk",
                                "",
                                false,
                                Set.of(new Permission("user:read")),
                                Set.of(),
                                Samples.T0,
                                Samples.T0,
                                2));

        until(
                "what it allows is seen",
                () -> !seen(una).orElseThrow().permissions().all().isEmpty());
    }

    @Test
    void hearsOfTenantsThatAreAddedAndSuspended() {
        listen();
        Tenant acme = TestTenants.tenant("acme", Isolation.SHARED, "main");
        assertThat(here.cachedTenants().find(acme.id())).isEmpty();
        assertThat(here.cachedTenants().findBySlug("acme")).isEmpty();

        there.tenants().add(acme);

        until("it is there", () -> here.cachedTenants().find(acme.id()).isPresent());
        until("its slug is there", () -> here.cachedTenants().findBySlug("acme").isPresent());
        there.tenants().update(acme.suspended(Samples.T0));
        until(
                "it is suspended",
                () -> !here.cachedTenants().find(acme.id()).orElseThrow().isOpen());
    }

    @Test
    void hearsOfKeysThatAreAddedRotatedAndRevoked() {
        AtomicInteger heard = new AtomicInteger();
        here.whenKeysChange(heard::incrementAndGet);
        listen();
        int before = heard.get();

        there.signingKeys().addFirst(key("first", State.ACTIVE));
        until("the first", () -> heard.get() == before + 1);
        there.signingKeys().addNext(key("next", State.NEXT));
        until("the next", () -> heard.get() == before + 2);
        there.signingKeys().rotate("next", Samples.T0);
        until("the rotation", () -> heard.get() == before + 3);
        there.signingKeys().revoke("first", Samples.T0);
        until("the revocation", () -> heard.get() == before + 4);
    }

    private static SigningKey key(String kid, State state) {
        return new SigningKey(kid, "ES256", state, "{}", "c2VhbGVk", Samples.T0, Samples.T0);
    }

    @Test
    void hearsNothingOfAChangeThatIsUndone() {
        listen();
        SignedIn una = signIn(Isolation.SHARED);
        seen(una);

        try {
            there.transactions().run(una.scope(), () -> {
                there.policies().put(una.scope(), OwnPolicy.NONE);
                throw new IllegalStateException("undone");
            });
        } catch (IllegalStateException e) {
            assertThat(e).hasMessage("undone");
        }

        assertThat(database.texts("SELECT count(*) FROM tenancy.security_policies"))
                .containsExactly("0");
    }

    @Test
    void forgetsEverythingWhenItListensAgainAfterItsConnectionWasKilled() {
        listen();
        SignedIn una = signIn(Isolation.SHARED);
        assertThat(seen(una)).isPresent();
        database.plant(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'tenancy-changes'"
                        + " AND datname = current_database()");

        there.sessions().revoke(una.scope(), una.session().id(), Samples.T0);

        until("it is seen", () -> seen(una).isEmpty());
        until("it listens again", listener::isListening);
    }

    @Test
    void seesAChangeWithinTheBoundWhereNobodyListens() {
        SignedIn una = signIn(Isolation.SHARED);
        assertThat(seen(una)).isPresent();
        there.sessions().revoke(una.scope(), una.session().id(), Samples.T0);

        now.addAndGet(HOUR.toNanos() - 1);
        assertThat(seen(una)).isPresent();
        now.addAndGet(1);

        assertThat(seen(una)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(names = {"SHARED", "SCHEMA"})
    void remembersForLongerThanTheBoundWhileItHears(Isolation isolation) {
        SignsOfLife signs = new SignsOfLife(database.app(), new CountDownLatch(0));
        try (Persistence brief = node(SECOND);
                ChangeListener ears = brief.listener("main", signs)) {
            SignedIn una = signIn(isolation);
            ears.start();
            until("it listens", ears::isListening);
            assertThat(seen(brief, una)).isPresent();
            String schema = una.scope().placement() instanceof Placement.Schema own ? own.name() : "tenancy";
            database.plant("UPDATE " + schema + ".sessions SET revoked_at = now()");

            passWithASign(Duration.ofSeconds(15), signs);
            assertThat(seen(brief, una)).isPresent();
            passWithASign(Duration.ofSeconds(15), signs);

            assertThat(seen(brief, una))
                    .as("what nobody has told, after half a minute")
                    .isEmpty();
        }
    }

    /** Three begin after it: the first may have asked for the time before, and the second is over when the third begins. */
    private void passWithASign(Duration time, SignsOfLife signs) {
        now.addAndGet(time.toNanos());
        int before = signs.asked();
        until("signs of life", () -> signs.asked() >= before + 3);
    }

    @Test
    void keepsToTheBoundWhereTheServerGivesNoSignOfLife() {
        CountDownLatch gate = new CountDownLatch(1);
        SignsOfLife signs = new SignsOfLife(database.app(), gate);
        try (Persistence brief = node(SECOND);
                ChangeListener ears = brief.listener("main", signs)) {
            SignedIn una = signIn(Isolation.SHARED);
            ears.start();
            until("it waits for a sign of life", () -> signs.asked() > 0);
            assertThat(seen(brief, una)).isPresent();
            there.sessions().revoke(una.scope(), una.session().id(), Samples.T0);

            now.addAndGet(SECOND.toNanos() - 1);
            assertThat(seen(brief, una)).isPresent();
            now.addAndGet(1);

            assertThat(seen(brief, una)).isEmpty();
            gate.countDown();
        }
    }

    @Test
    void seesTheChangesOfItsOwnNodeAtOnceWhereverTheTenantIs() {
        SignedIn una = signIn(Isolation.DATABASE);
        assertThat(there.standings().find(una.scope(), una.session().id())).isPresent();

        there.sessions().revoke(una.scope(), una.session().id(), Samples.T0);

        assertThat(there.standings().find(una.scope(), una.session().id())).isEmpty();
    }

    @Test
    void saysThatItHearsNothingBehindAPoolerInTransactionMode() {
        assumeThat(TestPgBouncer.isInstalled()).isTrue();
        List<String> log = new CopyOnWriteArrayList<>();
        AppenderBase<ILoggingEvent> appender = new AppenderBase<>() {
            @Override
            protected void append(ILoggingEvent event) {
                log.add(event.getFormattedMessage());
            }
        };
        Logger logger = (Logger) LoggerFactory.getLogger(ChangeListener.class);
        appender.start();
        logger.addAppender(appender);
        try (TestPgBouncer pooler = TestPgBouncer.start(database, "transaction", "default_pool_size = 1");
                ChangeListener deaf = here.listener("main", pooler.database().app())) {
            deaf.start();

            until("it says so", () -> log.stream().anyMatch(line -> line.contains("a pooler in transaction mode")));

            assertThat(deaf.isListening()).isFalse();
        } finally {
            logger.detachAppender(appender);
        }
    }
}
