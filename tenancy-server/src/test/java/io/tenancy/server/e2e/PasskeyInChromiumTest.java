package io.tenancy.server.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/** Passkeys in a real browser, whose page asks the real server; the authenticator is the virtual one of Chromium. */
@TestInstance(Lifecycle.PER_CLASS)
final class PasskeyInChromiumTest {
    private static final String FUNCTIONS = """
            globalThis.call = async (path, body, token) => {
                const headers = {};
                if (body !== undefined) headers['Content-Type'] = 'application/json';
                if (token) headers['Authorization'] = 'Bearer ' + token;
                const answer = await fetch(path, {method: 'POST', headers, body: JSON.stringify(body)});
                return {status: answer.status, body: await answer.json()};
            };
            globalThis.make = async options => (await navigator.credentials.create(
                {publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(options)})).toJSON();
            globalThis.show = async options => (await navigator.credentials.get(
                {publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(options)})).toJSON();
            true
            """;

    private final int port = freePort();
    private RunningServer server;
    private Tenants tenants;
    private Chromium browser;
    private String authenticator;

    @BeforeAll
    void start() {
        boolean isThere = Files.isExecutable(Chromium.BINARY);
        if (!isThere) {
            System.err.println("PASSKEYS WERE NOT TRIED IN A BROWSER: there is no " + Chromium.BINARY + ".");
        }
        assumeTrue(isThere, "There is no Chromium.");
        Deployment deployment = Deployment.fresh()
                .with("TENANCY_PORT", String.valueOf(port))
                .with("TENANCY_BASE_URL", "http://localhost:" + port);
        server = deployment.start();
        tenants = new Tenants(server, deployment.operator(server));
        browser = Chromium.start();
        browser.send("WebAuthn.enable", Json.of());
        authenticator = browser.send(
                        "WebAuthn.addVirtualAuthenticator",
                        Json.of(
                                "options",
                                Json.of(
                                        "protocol", "ctap2",
                                        "transport", "internal",
                                        "hasResidentKey", true,
                                        "hasUserVerification", true,
                                        "isUserVerified", true,
                                        "automaticPresenceSimulation", true)))
                .path("authenticatorId")
                .asText();
    }

    @AfterAll
    void stop() {
        if (browser != null) {
            browser.close();
        }
        if (server != null) {
            server.close();
        }
    }

    @BeforeEach
    void open() {
        browser.open(URI.create("http://localhost:" + port + "/docs"));
        browser.evaluate(FUNCTIONS);
        browser.send("WebAuthn.clearCredentials", Json.of("authenticatorId", authenticator));
        browser.send("WebAuthn.setUserVerified", Json.of("authenticatorId", authenticator, "isUserVerified", true));
    }

    @Test
    void signsInWithAPasskeyAloneAndAsTheSecondFactor() {
        JsonNode made = enrol("browser");
        assertThat(made.path("status").asInt()).as(made.toString()).isEqualTo(201);

        JsonNode alone = browser.evaluate("""
                (async () => {
                    const options = (await call('/v1/auth/passkey/options', {})).body;
                    return call('/v1/auth/passkey', {credential: await show(options)});
                })()
                """);
        JsonNode second = browser.evaluate("""
                (async () => {
                    const login = {tenant: 'browser', email: 'owner@browser.test', password: '%s'};
                    const token = (await call('/v1/auth/login', login)).body.mfa.token;
                    const options = (await call('/v1/auth/mfa/passkey/options', {token})).body;
                    return call('/v1/auth/mfa', {token, method: 'passkey', credential: await show(options)});
                })()
                """.formatted(Tenants.PASSWORD));

        assertThat(alone.path("status").asInt()).as(alone.toString()).isEqualTo(200);
        assertThat(second.path("status").asInt()).as(second.toString()).isEqualTo(200);
        JsonClient signedIn =
                server.anonymous().withToken(alone.at("/body/accessToken").asText());
        assertThat(signedIn.get("/v1/me/passkeys").expect(200).json().path("items"))
                .singleElement()
                .satisfies(one -> assertThat(one.path("name").asText()).isEqualTo("Chromium"));
    }

    @Test
    void makesNoSecondPasskeyInTheSameAuthenticator() {
        enrol("twice");

        assertThat(failure("""
                const token = (await call('/v1/auth/login',
                    {tenant: 'twice', email: 'owner@twice.test', password: '%s'})).body.mfa.token;
                const asked = (await call('/v1/auth/mfa/passkey/options', {token})).body;
                const pair = (await call('/v1/auth/mfa',
                    {token, method: 'passkey', credential: await show(asked)})).body;
                await make((await call('/v1/me/passkeys/options', undefined, pair.accessToken)).body);
                """.formatted(Tenants.PASSWORD))).isEqualTo("InvalidStateError");
    }

    @Test
    void showsNothingForWhoIsNotVerified() {
        enrol("unverified");
        browser.send("WebAuthn.setUserVerified", Json.of("authenticatorId", authenticator, "isUserVerified", false));

        assertThat(failure("await show((await call('/v1/auth/passkey/options', {})).body);"))
                .isEqualTo("NotAllowedError");
    }

    private JsonNode enrol(String slug) {
        tenants.owner(slug);
        return browser.evaluate("""
                (async () => {
                    const login = {tenant: '%s', email: 'owner@%s.test', password: '%s'};
                    const token = (await call('/v1/auth/login', login)).body.accessToken;
                    const options = (await call('/v1/me/passkeys/options', undefined, token)).body;
                    return call('/v1/me/passkeys', {name: 'Chromium', credential: await make(options)}, token);
                })()
                """.formatted(slug, slug, Tenants.PASSWORD));
    }

    /** The name of what the browser throws, or that it does not. */
    private String failure(String statements) {
        return browser.evaluate("(async () => { try {" + statements
                        + "return 'nothing'; } catch (error) { return error.name; } })()")
                .asText();
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
