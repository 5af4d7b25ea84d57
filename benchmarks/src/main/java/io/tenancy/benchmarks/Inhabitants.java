package io.tenancy.benchmarks;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tenancy.auth.Auth;
import io.tenancy.auth.HashCost;
import io.tenancy.auth.WaitingRoom;
import io.tenancy.core.Secret;
import io.tenancy.core.login.Login;
import io.tenancy.core.login.TokenPair;
import io.tenancy.core.platform.Created;
import io.tenancy.core.session.Client;
import io.tenancy.core.tenant.Isolation;
import io.tenancy.core.tenant.Placement;
import io.tenancy.core.tenant.Tenant;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/** Makes tenants full of users, and signs their owners in. */
final class Inhabitants {
    private static final Secret PASSWORD = new Secret("a long password for measurements");
    private static final Client CLIENT = new Client(Optional.empty(), Optional.of("benchmark"));

    /** Users with the role VIEWER, and a password for the owner, as the superuser. */
    private static final String FILL = """
            SET search_path = %1$s;
            INSERT INTO users (tenant_id, id, email, name, name_key, status, created_at, updated_at, version)
            SELECT '%2$s', md5('%2$s-' || n)::uuid, 'user' || n || '@example.org', 'User ' || n, 'user ' || n, 'ACTIVE',
                   now(), now(), 1
            FROM generate_series(1, %3$s) n;
            INSERT INTO user_roles (tenant_id, user_id, role_id)
            SELECT '%2$s', md5('%2$s-' || n)::uuid, r.id
            FROM generate_series(1, %3$s) n
            JOIN roles r ON r.tenant_id = '%2$s' AND r.name = 'VIEWER';
            UPDATE users SET status = 'ACTIVE' WHERE tenant_id = '%2$s' AND id = '%4$s';
            INSERT INTO credentials (tenant_id, user_id, hash, one_time, changed_at)
            VALUES ('%2$s', '%4$s', '%5$s', false, now());
            """;

    private final Platform platform;
    private final BenchmarkPostgres postgres;
    private final String database;
    private final String hash;

    Inhabitants(Platform platform, BenchmarkPostgres postgres, String database) {
        this.platform = platform;
        this.postgres = postgres;
        this.database = database;
        this.hash = Auth.passwords(new WaitingRoom(1, 0), HashCost.DEFAULT, new SecureRandom())
                .hash(PASSWORD);
    }

    /** A tenant with its owner's access token. */
    record Inhabited(String slug, String email, UUID id, String token) {
        /** The id of the user with this number, from 1. */
        UUID user(int number) {
            return id(id + "-" + number);
        }

        /** What PostgreSQL makes of {@code md5(text)::uuid}. */
        static UUID id(String text) {
            try {
                byte[] digest = MessageDigest.getInstance("MD5").digest(text.getBytes(UTF_8));
                String hex = HexFormat.of().formatHex(digest);
                return new UUID(
                        Long.parseUnsignedLong(hex.substring(0, 16), 16),
                        Long.parseUnsignedLong(hex.substring(16), 16));
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    /** The password of every owner. */
    static Secret password() {
        return PASSWORD;
    }

    List<Inhabited> make(int tenants, int users, Isolation isolation) throws Exception {
        List<Inhabited> made = Collections.synchronizedList(new ArrayList<>());
        try (Workers workers = new Workers(4)) {
            workers.times(
                    tenants,
                    number ->
                            made.add(make(isolation.name().toLowerCase(Locale.ROOT) + "-" + number, users, isolation)));
        }
        return List.copyOf(made);
    }

    private Inhabited make(String slug, int users, Isolation isolation) throws Exception {
        Created created = platform.create(slug, isolation);
        Tenant tenant = created.tenant();
        Placement placement = tenant.placement();
        postgres.executeIn(
                placement instanceof Placement.Database own ? own.name() : database,
                FILL.formatted(
                        schema(placement),
                        tenant.id().value(),
                        users,
                        created.owner().id().value(),
                        hash));
        TokenPair tokens = (TokenPair) platform.services()
                .logins()
                .login(new Login(slug, created.owner().email(), PASSWORD), CLIENT);
        return new Inhabited(
                slug,
                created.owner().email(),
                tenant.id().value(),
                tokens.accessToken().reveal());
    }

    private static String schema(Placement placement) {
        return placement instanceof Placement.Schema own ? own.name() : "tenancy";
    }
}
