package io.tenancy.server.api;

import io.tenancy.core.credential.OneTimeToken.Purpose;
import io.tenancy.core.mail.Mail;
import io.tenancy.server.e2e.Answer;
import io.tenancy.server.e2e.Json;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Tokens of mails over HTTP, a moment before they expire and a moment after. */
final class MailedTokenLifeTest {
    @RegisterExtension
    static final TestApi API = new TestApi();

    private static final Duration MOMENT = Duration.ofMinutes(1);
    private static final String OWNER = "owner@acme.test";
    private static final String VIEWER = "viewer@acme.test";

    @Test
    void aPasswordIsResetForHalfAnHour() {
        String early = API.mailed(Purpose.PASSWORD_RESET, OWNER, OWNER);
        String late = API.mailed(Purpose.PASSWORD_RESET, VIEWER, VIEWER);

        API.letPass(Duration.ofMinutes(30).minus(MOMENT));
        reset(early).expect(204);
        API.letPass(MOMENT);
        reset(late).expect(422, "reset.invalid");
    }

    @Test
    void anAddressIsVerifiedForADay() {
        String early = API.mailed(Purpose.EMAIL_VERIFICATION, OWNER, OWNER);
        String late = API.mailed(Purpose.EMAIL_VERIFICATION, VIEWER, VIEWER);
        String change = API.mailed(Purpose.EMAIL_CHANGE, VIEWER, "elsewhere@acme.test");

        API.letPass(Duration.ofDays(1).minus(MOMENT));
        verify(early).expect(200);
        API.letPass(MOMENT);
        verify(late).expect(422, "verification.invalid");
        verify(change).expect(422, "verification.invalid");
    }

    @Test
    void anInvitationIsAcceptedForAWeek() {
        String owner = post("/v1/auth/login", Json.of("tenant", "acme", "email", OWNER, "password", TestApi.PASSWORD))
                .expect(200)
                .text("accessToken");
        String early = invitation(owner, "early@acme.test");
        String late = invitation(owner, "late@acme.test");

        API.letPass(Duration.ofDays(7).minus(MOMENT));
        accept(early).expect(200);
        API.letPass(MOMENT);
        accept(late).expect(422, "invitation.invalid");
    }

    private static String invitation(String owner, String email) {
        API.call("POST", "/v1/users/invitations", Json.of("email", email, "name", "N", "roles", List.of("VIEWER")))
                .header("Authorization", "Bearer " + owner)
                .send()
                .expect(201);
        return API.sent().stream()
                .filter(mail -> mail.to().equals(email))
                .map(mail -> ((Mail.Invitation) mail).token().reveal())
                .findAny()
                .orElseThrow();
    }

    private static Answer reset(String token) {
        return post("/v1/auth/password/reset", Json.of("token", token, "password", TestApi.PASSWORD));
    }

    private static Answer verify(String token) {
        return post("/v1/auth/email/verify", Json.of("token", token));
    }

    private static Answer accept(String token) {
        return post("/v1/auth/invitations/accept", Json.of("token", token, "password", TestApi.PASSWORD));
    }

    private static Answer post(String path, Object body) {
        return API.call("POST", path, body).send();
    }
}
