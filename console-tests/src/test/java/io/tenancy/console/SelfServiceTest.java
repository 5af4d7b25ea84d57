package io.tenancy.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What people do about their own account, from the link in a mail to their second factor. */
final class SelfServiceTest {
    private static final String OWNER = "owner@globex.example";
    private static final String FIRST = "a lantern over quiet water";
    private static final String SECOND = "an otter under loud thunder";
    private static final String BASE32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    @RegisterExtension
    private static final Browsing BROWSER = new Browsing();

    @Test
    void choosesAnotherPasswordByTheLinkInAMail() {
        String email = "forgetful@globex.example";
        invited(email);
        try (Browsing.Visitor visitor = BROWSER.visitor()) {
            visitor.open("/sign-in");
            visitor.page()
                    .getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Forgot your password?"))
                    .click();
            visitor.fill("Organisation", "globex");
            visitor.fill("Email", email);
            visitor.press("Send the link");
            visitor.sees("Look into your mail");
            visitor.page().waitForCondition(() -> !BROWSER.server().reset(email).isEmpty());
            visitor.page()
                    .navigate(BROWSER.server().page("").replace("/console", "")
                            + BROWSER.server().reset(email));
            visitor.fill("New password", "short");
            visitor.press("Save the password");
            visitor.page().locator("form .error").waitFor();
            visitor.fill("New password", SECOND);
            visitor.press("Save the password");
            visitor.sees("The password is changed");
            assertThat(visitor.page().url()).doesNotContain("token");
            visitor.signIn("globex", email, SECOND);
            assertThat(visitor.page().locator(".who")).containsText(email);
            assertThat(visitor.complaints()).isEmpty();
        }
    }

    @Test
    void signsInWithAnAuthenticatorAppAndWithARecoveryCodeAndEndsOtherSessions() {
        String email = "careful@globex.example";
        invited(email);
        try (Browsing.Visitor here = BROWSER.visitor();
                Browsing.Visitor there = BROWSER.visitor();
                Browsing.Visitor elsewhere = BROWSER.visitor()) {
            here.signIn("globex", email, FIRST);
            here.open("/profile");
            here.press("Set up");
            String secret = here.page().locator("dialog .copy code").textContent();
            here.fill("Code", code(secret));
            here.press("Use the app");
            here.sees("Keep these codes");
            List<String> recovery = here.page().locator("dialog code").allTextContents();
            here.press("I have kept them");
            here.sees("In use since");
            here.press("Renew");
            here.sees("void at once");
            here.press("Cancel");

            signInByRecovery(there, email, recovery.get(0));
            signInByRecovery(elsewhere, email, recovery.get(1));

            here.open("/profile");
            Locator sessions = here.page().locator("main tbody tr");
            assertThat(sessions).hasCount(3);
            here.press("End all others");
            here.press("Cancel");
            here.press("End");
            here.sees("has to sign in again there");
            here.press("End it");
            here.sees("The session has ended");
            assertThat(sessions).hasCount(2);
            here.press("End all others");
            here.press("End them");
            here.sees("All other sessions have ended");
            assertThat(sessions).hasCount(1);
            for (Browsing.Visitor other : List.of(there, elsewhere)) {
                other.open("/profile");
                other.sees("Sign in to Tenancy");
            }
            here.press("Renew");
            here.press("Renew them");
            here.sees("Confirm that it is you"); // the sign-in was by the password alone
            here.press("Use a recovery code");
            here.fill("Recovery code", recovery.get(2));
            here.press("Confirm");
            here.sees("Keep these codes");
            assertThat(here.page().locator("dialog code").allTextContents())
                    .hasSameSizeAs(recovery)
                    .doesNotContainAnyElementsOf(recovery);
            assertThat(here.complaints()).isEmpty();
        }
    }

    @Test
    void saysThatNobodyIsSignedOutWhileTheServerCannotBeReached() {
        try (Browsing.Visitor owner = BROWSER.signedIn("globex", OWNER)) {
            owner.openWhole("/profile");
            owner.page().context().setOffline(true);
            owner.press("Sign out");
            owner.sees("The server cannot be reached");
            owner.page().context().setOffline(false);
            owner.press("Sign out");
            owner.sees("Sign in to Tenancy");
            assertThat(owner.complaints()).isEmpty();
        }
    }

    private static void signInByRecovery(Browsing.Visitor visitor, String email, String recovery) {
        visitor.open("/sign-in");
        visitor.fill("Organisation", "globex");
        visitor.fill("Email", email);
        visitor.fill("Password", FIRST);
        visitor.press("Sign in");
        visitor.sees("One more step");
        visitor.fill("Code of your authenticator app", "000000");
        visitor.press("Continue");
        visitor.page().locator("form .error").waitFor();
        visitor.press("Use a recovery code instead");
        visitor.fill("Recovery code", recovery);
        visitor.press("Continue");
        visitor.page().locator(".shell").waitFor();
    }

    /** Somebody new, who has accepted their invitation. */
    private static void invited(String email) {
        Api owner = Api.of(BROWSER.server(), "globex", OWNER);
        var unused = owner.post(
                "/v1/users/invitations",
                Map.<String, Object>of("email", email, "name", "Somebody New", "roles", List.of("MEMBER")));
        try (Browsing.Visitor visitor = BROWSER.visitor()) {
            visitor.page()
                    .waitForCondition(() -> !BROWSER.server().invitation(email).isEmpty());
            visitor.page()
                    .navigate(BROWSER.server().page("").replace("/console", "")
                            + BROWSER.server().invitation(email));
            visitor.fill("Password", FIRST);
            visitor.press("Accept the invitation");
            visitor.sees("is ready");
        }
    }

    /** What an authenticator app shows now (RFC 6238). */
    private static String code(String secret) {
        BigInteger number = secret.replaceAll("\\s", "")
                .chars()
                .mapToObj(letter -> BigInteger.valueOf(BASE32.indexOf(letter)))
                .reduce(BigInteger.ONE, (sum, digit) -> sum.shiftLeft(5).or(digit));
        byte[] key = number.toByteArray(); // the first byte is the one that keeps leading zeros
        try {
            Mac mac = Mac.getInstance("HmacSHA1");
            mac.init(new SecretKeySpec(key, 1, key.length - 1, "HmacSHA1"));
            byte[] hash = mac.doFinal(ByteBuffer.allocate(Long.BYTES)
                    .putLong(Instant.now().getEpochSecond() / 30)
                    .array());
            int found = ByteBuffer.wrap(hash).getInt(hash[hash.length - 1] & 0xF) & 0x7FFFFFFF;
            return "%06d".formatted(found % 1_000_000);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
