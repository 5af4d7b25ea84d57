package io.tenancy.server.api;

import static java.util.Objects.requireNonNull;

import io.dropwizard.core.Application;
import io.dropwizard.core.Configuration;
import io.dropwizard.core.setup.Environment;
import io.dropwizard.testing.ConfigOverride;
import io.dropwizard.testing.DropwizardTestSupport;
import io.tenancy.core.UuidV7;
import io.tenancy.core.credential.OneTimeToken.Purpose;
import io.tenancy.core.mail.Mail;
import io.tenancy.core.ratelimit.RatePolicy;
import io.tenancy.server.config.TrustedProxies;
import io.tenancy.server.console.Console;
import io.tenancy.server.e2e.Answer;
import io.tenancy.server.e2e.Json;
import io.tenancy.testkit.BreakablePlaces;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * The HTTP API in a real Dropwizard server, on stores in memory. It has the platform with an operator, and the tenants
 * acme and globex, each with an owner and a viewer.
 */
final class TestApi implements BeforeAllCallback, AfterAllCallback {
    static final String PASSWORD = "correct horse battery staple";

    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final TrustedProxies proxies;
    private final InMemoryServices services;
    private final Map<String, String> tokens = new ConcurrentHashMap<>();
    private final DropwizardTestSupport<Configuration> server =
            new DropwizardTestSupport<>(
                    ApiApplication.class,
                    (String) null,
                    ConfigOverride.config("server.applicationConnectors[0].port", "0"),
                    ConfigOverride.config("server.applicationConnectors[0].bindHost", "127.0.0.1"),
                    ConfigOverride.config("server.adminConnectors[0].port", "0"),
                    ConfigOverride.config("server.adminConnectors[0].bindHost", "127.0.0.1"),
                    ConfigOverride.config("server.applicationConnectors[0].httpCompliance", "STRICT"),
                    ConfigOverride.config("server.gzip.bufferSize", "0 bytes"), // as config.yml
                    ConfigOverride.config("logging.level", "WARN")) {
                @Override
                public Application<Configuration> newApplication() {
                    return new ApiApplication(services, proxies);
                }
            };

    TestApi() {
        this(TrustedProxies.NONE, RatePolicy.unlimited());
    }

    TestApi(TrustedProxies proxies) {
        this(proxies, RatePolicy.unlimited());
    }

    TestApi(RatePolicy rates) {
        this(TrustedProxies.NONE, rates);
    }

    private TestApi(TrustedProxies proxies, RatePolicy rates) {
        this.proxies = proxies;
        this.services = new InMemoryServices(rates);
    }

    /** Nothing but the API. */
    public static final class ApiApplication extends Application<Configuration> {
        private final InMemoryServices services;
        private final TrustedProxies proxies;

        ApiApplication(InMemoryServices services, TrustedProxies proxies) {
            this.services = services;
            this.proxies = proxies;
        }

        @Override
        public void run(Configuration configuration, Environment environment) {
            ApiSettings settings = new ApiSettings(
                    URI.create("https://api.test/base/"),
                    new UuidV7(InstantSource.system()),
                    proxies,
                    services.pages());
            Api.register(environment, services.services(), settings);
            Console.register(environment, services.services(), settings);
            environment.jersey().register(new OldResource());
        }
    }

    @Override
    public void beforeAll(ExtensionContext context) throws Exception {
        server.before();
        String invitation = services.inviteOperator("olga@platform.test").reveal();
        call("POST", "/v1/auth/invitations/accept", Json.of("token", invitation, "password", PASSWORD))
                .send()
                .expect(200);
        signIn("platform", "olga@platform.test", "operator");
        for (String tenant : new String[] {"acme", "globex"}) {
            open(tenant);
        }
    }

    @Override
    public void afterAll(ExtensionContext context) {
        server.after();
    }

    /** Lets time go by for requests that are done once. */
    void goAhead(Duration by) {
        services.goAhead(by);
    }

    /** Lets time go by for everything. */
    void letPass(Duration time) {
        services.letPass(time);
    }

    Queue<Mail> sent() {
        return services.sent();
    }

    /** The token of a mail to a user of acme, about an address. */
    String mailed(Purpose purpose, String email, String address) {
        return services.mailed(purpose, "acme", email, address).reveal();
    }

    BreakablePlaces places() {
        return services.places();
    }

    InMemoryServices services() {
        return services;
    }

    /** The access token of {@code operator}, or of the owner or viewer of a tenant, as {@code acme.owner}. */
    String token(String who) {
        return requireNonNull(tokens.get(who), who);
    }

    /** Knows a token under a name from now on. */
    void know(String who, String token) {
        tokens.put(who, token);
    }

    /** Where it is. */
    String url() {
        return "http://127.0.0.1:" + server.getLocalPort();
    }

    Call get(String path) {
        return new Call("GET", path);
    }

    Call call(String method, String path) {
        return new Call(method, path);
    }

    Call call(String method, String path, Object body) {
        return new Call(method, path).json(body.toString());
    }

    /** Sends bytes as they are, and answers with everything that comes back until the server closes. */
    String raw(String request) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.getLocalPort())) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            socket.getOutputStream().flush();
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** The same for the first bytes of the answer alone. */
    String rawHead(String request) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.getLocalPort())) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            socket.getOutputStream().flush();
            byte[] head = new byte[8_192];
            return new String(head, 0, Math.max(0, socket.getInputStream().read(head)), StandardCharsets.UTF_8);
        }
    }

    /** A sign-in of somebody with {@link #PASSWORD}, whose token is known under a name from then on. */
    void signIn(String tenant, String email, String who) {
        Answer pair = call("POST", "/v1/auth/login", Json.of("tenant", tenant, "email", email, "password", PASSWORD))
                .send()
                .expect(200);
        tokens.put(who, pair.text("accessToken"));
    }

    /** Makes a tenant with an owner and a viewer, and signs both in. */
    void open(String tenant) {
        String owner = "owner@" + tenant + ".test";
        Answer created = call(
                        "POST",
                        "/v1/tenants",
                        Json.of(
                                "slug",
                                tenant,
                                "name",
                                "The " + tenant,
                                "owner",
                                Json.of("name", "Ada Owner", "email", owner),
                                "ownerAccess",
                                "one_time_password"))
                .as("operator")
                .send()
                .expect(201);
        choosePassword(tenant, owner, created.text("oneTimePassword"));
        signIn(tenant, owner, tenant + ".owner");
        String viewer = "viewer@" + tenant + ".test";
        Answer user = call("POST", "/v1/users", Json.of("email", viewer, "name", "Vera Viewer", "roles", new String[] {
                    "VIEWER"
                }))
                .as(tenant + ".owner")
                .send()
                .expect(201);
        choosePassword(tenant, viewer, user.text("oneTimePassword"));
        signIn(tenant, viewer, tenant + ".viewer");
    }

    private void choosePassword(String tenant, String email, String oneTime) {
        call(
                        "POST",
                        "/v1/auth/password",
                        Json.of("tenant", tenant, "email", email, "password", oneTime, "newPassword", PASSWORD))
                .send()
                .expect(200);
    }

    /** A request that is being put together. */
    final class Call {
        private final String method;
        private final HttpRequest.Builder request;
        private byte[] body = {};

        private Call(String method, String path) {
            this.method = method;
            this.request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.getLocalPort() + path))
                    .timeout(Duration.ofSeconds(30));
            if (method.equals("PUT") || method.equals("PATCH")) {
                request.header("If-Match", "*"); // whatever state it is in
            }
        }

        Call as(String who) {
            return header("Authorization", "Bearer " + token(who));
        }

        Call header(String name, String value) {
            request.header(name, value);
            return this;
        }

        /** In the place of the header of this name that every call has. */
        Call instead(String name, String value) {
            request.setHeader(name, value);
            return this;
        }

        Call json(String text) {
            return json(text.getBytes(StandardCharsets.UTF_8));
        }

        Call json(byte[] bytes) {
            return header("Content-Type", "application/json").body(bytes);
        }

        Call body(byte[] bytes) {
            body = bytes;
            return this;
        }

        Answer send() {
            try {
                request.method(method, body.length == 0 ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(body));
                HttpResponse<String> response = HTTP.send(request.build(), BodyHandlers.ofString());
                return new Answer(response.statusCode(), response.headers(), response.body());
            } catch (IOException e) {
                throw new AssertionError(e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new AssertionError(e);
            }
        }
    }
}
