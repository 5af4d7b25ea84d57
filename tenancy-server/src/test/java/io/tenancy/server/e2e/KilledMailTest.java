package io.tenancy.server.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenancy.server.e2e.NewTenants.Opened;
import io.tenancy.server.mail.TestSmtp;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A server that is killed while a mail server has a message of it in its hands. */
class KilledMailTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int MAILS = 12;

    /** Of the mails to come, so that some were sent before, and some wait. */
    private static final int KILLED_AT = 4;

    @Test
    void everyMailThatWaitedIsSentAfterARestart() throws Exception {
        try (TestSmtp mails = TestSmtp.silentAt(KILLED_AT)) {
            Deployment deployment = Deployment.fresh()
                    .with("TENANCY_MAIL", "smtp")
                    .with("TENANCY_SMTP_HOST", "127.0.0.1")
                    .with("TENANCY_SMTP_PORT", String.valueOf(mails.port()))
                    .with("TENANCY_SMTP_TLS", "none")
                    .with("TENANCY_SMTP_FROM", "mail@example.com");
            Set<String> invited = new HashSet<>();
            try (ServerProcess server = deployment.startProcess()) {
                Opened acme = NewTenants.open(deployment.operator(server), server, "acme");
                for (int i = 0; i < MAILS; i++) {
                    String email = "user" + i + "@acme.test";
                    acme.client()
                            .post("/v1/users/invitations", NewTenants.user(email, "MEMBER"))
                            .expect(201);
                    invited.add(email);
                }
                assertThat(mails.awaitSilence()).isTrue();
                server.kill();
            }
            List<String> before = mails.recipients();
            assertThat(before).hasSizeBetween(KILLED_AT, MAILS);
            assertThat(waiting(deployment)).isGreaterThan(MAILS - before.size());
            deployment.database().plant("UPDATE catalogue.mails SET due_at = now()");

            try (ServerProcess restarted = deployment.startProcess()) {
                Until.within(PATIENCE, "nothing waits", () -> waiting(deployment) == 0);
                assertThat(restarted.url()).isNotNull();
            }

            assertThat(mails.recipients()).containsAll(invited);
            assertThat(mails.recipients().stream().filter(before.get(KILLED_AT - 1)::equals))
                    .as("the one that was in its hands is sent again")
                    .hasSizeGreaterThan(1);
        }
    }

    private static long waiting(Deployment deployment) {
        return deployment
                .database()
                .texts("SELECT id::text FROM catalogue.mails")
                .size();
    }
}
