package io.tenancy.server.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.tenancy.persistence.testkit.TestPostgres;
import io.tenancy.testkit.AtOnce;
import jakarta.mail.Message.RecipientType;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What people do with mails that really arrive, in tenants of each placement. */
@TestInstance(Lifecycle.PER_CLASS)
final class MailedAccountsTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String OTHER = "six quiet owls in a barn";

    private GreenMail green = listening(0);
    private Deployment deployment;
    private RunningServer server;
    private JsonClient operator;
    private Tenants tenants;

    @BeforeAll
    void start() {
        green.start();
        deployment = Deployment.fresh()
                .withStore("second", TestPostgres.second().storeDatabase())
                .with("TENANCY_MAIL", "smtp")
                .with("TENANCY_SMTP_HOST", "127.0.0.1")
                .with("TENANCY_SMTP_PORT", String.valueOf(green.getSmtp().getPort()))
                .with("TENANCY_SMTP_TLS", "none")
                .with("TENANCY_SMTP_FROM", "mail@example.com")
                .with("TENANCY_LOGIN_ADDRESS_FAILURES", "100000");
        server = deployment.start();
        operator = deployment.operator(server);
        tenants = new Tenants(server, operator);
    }

    @AfterAll
    void stop() {
        server.close();
        green.stop();
    }

    @ParameterizedTest
    @CsvSource({"shared,main", "schema,main", "database,main", "shared,second"})
    void aForgottenPasswordIsReplacedOnce(String isolation, String store) {
        String slug = "reset-" + isolation + "-" + store;
        JsonClient owner = tenants.owner(slug, isolation, store);
        Person person = new Person(slug, "owner@" + slug + ".test", Tenants.PASSWORD);

        Answer known = forgot(slug, person.email());
        Answer unknown = forgot(slug, "nobody@" + slug + ".test");
        Answer nowhere = forgot("no-" + slug, person.email());
        assertThat(unknown.text()).isEqualTo(known.text()).isEqualTo(nowhere.text());
        String token = token(person.email(), "/reset-password");

        server.anonymous()
                .post("/v1/auth/email/verify", Json.of("token", token))
                .expect(422, "verification.invalid");
        reset(token).expect(204);
        reset(token).expect(422, "reset.invalid");
        owner.get("/v1/me").expect(401);
        server.anonymous().login(person).expect(401);
        JsonClient again = server.signedIn(person.withPassword(OTHER));
        assertThat(again.get("/v1/audit").expect(200).text()).contains("user.reset_sent", "user.password_changed");
        assertThat(to("nobody@" + slug + ".test")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"shared", "schema", "database"})
    void anAddressIsVerifiedAndChanged(String isolation) {
        String slug = "address-" + isolation;
        String email = "owner@" + slug + ".test";
        JsonClient owner = tenants.owner(slug, isolation);
        tenants.user(owner, slug, "VIEWER");
        assertThat(owner.get("/v1/me").json().at("/user/emailVerifiedAt").asText(""))
                .isEmpty();

        owner.post("/v1/me/email/verification").expect(202);
        String verification = token(email, "/verify-email");
        assertThat(verify(verification)
                        .expect(200)
                        .json()
                        .path("emailVerifiedAt")
                        .asText())
                .isNotEmpty();
        verify(verification).expect(422, "verification.invalid");

        String taken = "viewer@" + slug + ".test";
        Answer refused = owner.post("/v1/me/email", Json.of("email", taken)).expect(202);
        Answer wanted = owner.post("/v1/me/email", Json.of("email", "new@" + slug + ".test"))
                .expect(202);
        assertThat(wanted.text()).isEqualTo(refused.text());
        String change = token("new@" + slug + ".test", "/verify-email");
        assertThat(owner.get("/v1/me").json().at("/user/email").asText()).isEqualTo(email);
        assertThat(tokens(taken, "/verify-email")).isEmpty();
        Until.within(
                PATIENCE, "the notice", () -> to(email).stream().anyMatch(text -> text.contains("another address")));

        assertThat(verify(change).expect(200).text("email")).isEqualTo("new@" + slug + ".test");
        verify(change).expect(422, "verification.invalid");
        server.signedIn(new Person(slug, "new@" + slug + ".test", Tenants.PASSWORD));
        server.anonymous().login(new Person(slug, email, Tenants.PASSWORD)).expect(401);
    }

    /** In the language and the name of the tenant, to the address that the account had then. */
    @ParameterizedTest
    @ValueSource(strings = {"shared", "database"})
    void aPersonIsToldWhatHasChangedAboutTheWaysIn(String isolation) {
        String slug = "told-" + isolation;
        String email = "owner@" + slug + ".test";
        JsonClient owner = tenants.owner(slug, isolation);
        awaitNotice(email, "password of your account " + email);
        owner.put("/v1/settings/locale", Json.of("value", "de")).expect(200);

        SoftPasskey passkey = new SoftPasskey();
        PasskeyTest.make(owner, passkey).expect(201);
        awaitNotice(email, "hat einen neuen Passkey");
        JsonClient fresh = fresh(owner, passkey);
        AuthenticatorApp app =
                new AuthenticatorApp(fresh.post("/v1/me/mfa/totp").expect(200).text("secret"));
        fresh.post("/v1/me/mfa/totp/confirm", Json.of("code", app.code())).expect(200);
        awaitNotice(email, "wurde eine Authenticator-App eingerichtet");
        fresh.post("/v1/me/mfa/recovery-codes").expect(200);
        awaitNotice(email, "hat neue Wiederherstellungscodes");
        fresh.delete("/v1/me/mfa/totp").expect(204);
        awaitNotice(email, "Authenticator-App und die Wiederherstellungscodes");
        fresh.post("/v1/me/email", Json.of("email", "new@" + slug + ".test")).expect(202);
        verify(token("new@" + slug + ".test", "/verify-email")).expect(200);
        awaitNotice(email, "hat jetzt eine andere Adresse");
    }

    private static JsonClient fresh(JsonClient client, SoftPasskey passkey) {
        return client.withToken(PasskeyTest.stepUp(client, passkey).expect(200).text("accessToken"));
    }

    private void awaitNotice(String email, String words) {
        Until.within(
                PATIENCE,
                words,
                () -> to(email).stream()
                        .anyMatch(text -> text.replaceAll("\\s+", " ").contains(words)));
    }

    @Test
    void ofTwoWhoConfirmTheSameAddressAtOnceOneGetsIt() {
        JsonClient owner = tenants.owner("racing");
        JsonClient viewer = tenants.user(owner, "racing", "VIEWER");
        owner.post("/v1/me/email", Json.of("email", "new@racing.test")).expect(202);
        viewer.post("/v1/me/email", Json.of("email", "new@racing.test")).expect(202);
        List<String> links = new ArrayList<>();
        Until.within(PATIENCE, "two mails", () -> {
            links.clear();
            links.addAll(tokens("new@racing.test", "/verify-email"));
            return links.size() == 2;
        });

        List<Answer> answers = AtOnce.run(2, number -> verify(links.get(number)));

        assertThat(answers).extracting(Answer::status).containsExactlyInAnyOrder(200, 422);
        assertThat(answers)
                .filteredOn(answer -> answer.status() == 422)
                .allSatisfy(refused -> refused.expect(422, "verification.invalid"));
        assertThat(owner.all("/v1/users"))
                .filteredOn(user -> user.path("email").asText().equals("new@racing.test"))
                .hasSize(1);
    }

    @Test
    void anInvitationIsSentAgainAndTakenBack() {
        JsonClient owner = tenants.owner("inviting");
        JsonClient stranger = tenants.owner("stranger");
        owner.put("/v1/settings/brand_color", Json.of("value", "red")).expect(422);
        owner.put("/v1/settings/brand_color", Json.of("value", "#AA0011")).expect(200);
        owner.put("/v1/settings/locale", Json.of("value", "de")).expect(200);
        String id = owner.post("/v1/users/invitations", NewTenants.user("ina@inviting.test", "MEMBER"))
                .expect(201)
                .text("id");
        String first = token("ina@inviting.test", "/accept-invitation");
        assertThat(to("ina@inviting.test").get(0)).contains("Einladung annehmen");
        assertThat(owner.all("/v1/invitations"))
                .singleElement()
                .satisfies(user -> assertThat(user.path("id").asText()).isEqualTo(id));
        assertThat(stranger.all("/v1/invitations")).isEmpty();
        stranger.delete("/v1/invitations/" + id).expect(404);

        owner.post("/v1/invitations/" + id + "/resend").expect(200);
        Until.within(PATIENCE, "another mail", () -> to("ina@inviting.test").size() == 2);
        String second = token("ina@inviting.test", "/accept-invitation");
        accept(first).expect(422, "invitation.invalid");
        owner.delete("/v1/invitations/" + id).expect(204);
        accept(second).expect(422, "invitation.invalid");
        assertThat(owner.all("/v1/invitations")).isEmpty();

        owner.post("/v1/users/invitations", NewTenants.user("ina@inviting.test", "MEMBER"))
                .expect(201);
        Until.within(PATIENCE, "a third mail", () -> to("ina@inviting.test").size() == 3);
        Answer accepted =
                accept(token("ina@inviting.test", "/accept-invitation")).expect(200);
        assertThat(accepted.json().path("emailVerifiedAt").asText()).isNotEmpty();
        owner.delete("/v1/invitations/" + accepted.text("id")).expect(409, "user.not_invited");
    }

    @Test
    void aPersonFindsTheirAccountsInTenantsOfEveryPlacement() {
        List<String> slugs = List.of("find-shared", "find-schema", "find-database");
        for (String slug : slugs) {
            JsonClient owner = tenants.owner(slug, slug.substring(5));
            owner.post("/v1/users", NewTenants.user("pat@everywhere.test", "MEMBER"))
                    .expect(201);
        }
        JsonClient far = tenants.owner("find-far", "database", "second");
        String gone = far.post("/v1/users", NewTenants.user("pat@everywhere.test", "MEMBER"))
                .expect(201)
                .text("id");
        far.post("/v1/users/" + gone + "/disable").expect(200);

        Answer known = discover("pat@everywhere.test");
        assertThat(discover("nobody@everywhere.test").text()).isEqualTo(known.text());

        Until.within(PATIENCE, "the list", () -> !to("pat@everywhere.test").isEmpty());
        assertThat(to("pat@everywhere.test").get(0))
                .contains("/sign-in?tenant=find-shared", "/sign-in?tenant=find-schema")
                .contains("http://localhost:8080/sign-in?tenant=find-database")
                .doesNotContain("find-far");
        assertThat(to("nobody@everywhere.test")).isEmpty();
    }

    @Test
    void aMailWaitsWhereTheServerIsAwayAndNobodyReadsItInTheTable() {
        tenants.owner("waiting");
        int port = green.getSmtp().getPort();
        green.stop();
        forgot("waiting", "owner@waiting.test").expect(202);
        List<String> rows = Jdbi.create(deployment.database().superuser())
                .withHandle(handle -> handle.createQuery("SELECT content FROM catalogue.mails")
                        .mapTo(String.class)
                        .list());
        assertThat(rows).isNotEmpty().allSatisfy(row -> assertThat(row).doesNotContain("waiting"));

        green = listening(port);
        green.start();

        reset(token("owner@waiting.test", "/reset-password")).expect(204);
    }

    private static GreenMail listening(int port) {
        return new GreenMail(new ServerSetup(port, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
    }

    private Answer forgot(String tenant, String email) {
        return server.anonymous()
                .post("/v1/auth/password/forgot", Json.of("tenant", tenant, "email", email))
                .expect(202);
    }

    private Answer discover(String email) {
        return server.anonymous()
                .post("/v1/auth/discover", Json.of("email", email))
                .expect(202);
    }

    private Answer reset(String token) {
        return server.anonymous().post("/v1/auth/password/reset", Json.of("token", token, "password", OTHER));
    }

    private Answer verify(String token) {
        return server.anonymous().post("/v1/auth/email/verify", Json.of("token", token));
    }

    private Answer accept(String token) {
        return server.anonymous().post("/v1/auth/invitations/accept", Json.of("token", token, "password", OTHER));
    }

    /** The token of the last mail to an address with a link to a path, once that has arrived. */
    private String token(String email, String path) {
        List<String> found = new ArrayList<>();
        Until.within(PATIENCE, "a mail to " + email, () -> {
            found.addAll(tokens(email, path));
            return !found.isEmpty();
        });
        return found.get(found.size() - 1);
    }

    /** The tokens of the mails to an address with a link to a path that have arrived. */
    private List<String> tokens(String email, String path) {
        Pattern link = Pattern.compile("http://localhost:8080" + path + "#token=(\\S+)");
        return to(email).stream()
                .flatMap(text -> link.matcher(text).results().map(found -> found.group(1)))
                .toList();
    }

    /** The texts of the mails to an address. */
    private List<String> to(String email) {
        List<String> texts = new ArrayList<>();
        try {
            for (MimeMessage message : green.getReceivedMessages()) {
                if (message.getRecipients(RecipientType.TO)[0].toString().contains(email)) {
                    texts.add((String) ((MimeMultipart) message.getContent())
                            .getBodyPart(0)
                            .getContent());
                }
            }
        } catch (Exception e) {
            throw new AssertionError("A mail cannot be read.", e);
        }
        return texts;
    }
}
