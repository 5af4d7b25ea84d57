package io.tenancy.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A tenant is as strict as its owner says, and never laxer than the platform. */
final class SecurityPolicyTest {
    private static final String FAILURES = "Failures before sign-ins wait";
    private static final int OF_THE_PLATFORM = 5;

    @RegisterExtension
    private static final Browsing BROWSER = new Browsing();

    @Test
    void isChangedByTheOwnerAndNeverLaxerThanThePlatform() {
        try (Browsing.Visitor owner = BROWSER.signedIn("initech", "owner@initech.example")) {
            owner.openWhole("/security");
            Locator field = owner.page().getByLabel(FAILURES);
            field.fill("0");
            assertThat(field).hasAttribute("aria-invalid", "true");

            save(owner, "4");
            owner.sees("Security policy saved");
            assertThat(failures(owner)).isEqualTo(4);
            owner.openWhole("/security");
            assertThat(field).hasValue("4");

            save(owner, "100");
            assertThat(field).hasAttribute("aria-invalid", "true");
            assertThat(failures(owner)).isEqualTo(4);

            save(owner, "");
            owner.sees("Security policy saved");
            assertThat(failures(owner)).isEqualTo(OF_THE_PLATFORM);
            assertThat(owner.complaints()).isEmpty();
        }
    }

    private static void save(Browsing.Visitor owner, String failures) {
        owner.page().getByLabel(FAILURES).fill(failures);
        owner.press("Save policy");
    }

    private static int failures(Browsing.Visitor owner) {
        return owner.ask("GET", "/v1/tenant/security", Map.<String, Object>of())
                .getAsJsonObject("effective")
                .get("loginFailures")
                .getAsInt();
    }
}
