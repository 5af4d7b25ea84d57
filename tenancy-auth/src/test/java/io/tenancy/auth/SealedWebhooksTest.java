package io.tenancy.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tenancy.core.MasterKey;
import io.tenancy.core.Secret;
import io.tenancy.core.tenant.TenantId;
import io.tenancy.core.webhook.WebhookId;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.UUID;
import org.junit.jupiter.api.Test;

final class SealedWebhooksTest {
    private static final TenantId ACME = new TenantId(new UUID(1, 1));
    private static final WebhookId WEBHOOK = new WebhookId(new UUID(2, 1));
    private static final Secret SECRET = new Secret("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");

    private final SealedWebhooks seal = seal(0);

    private static SealedWebhooks seal(int first) {
        byte[] bytes = new byte[32];
        bytes[0] = (byte) first;
        return new SealedWebhooks(MasterKey.ofBase64(Base64.getEncoder().encodeToString(bytes)), new SecureRandom());
    }

    @Test
    void showsNothingOfASecretAndSealsItAnewEachTime() {
        String sealed = seal.seal(ACME, WEBHOOK, SECRET);

        assertThat(sealed).doesNotContain("MfKQ").isNotEqualTo(seal.seal(ACME, WEBHOOK, SECRET));
    }

    @Test
    void opensItUnderNoOtherMasterKey() {
        String sealed = seal.seal(ACME, WEBHOOK, SECRET);

        assertThatThrownBy(() -> seal(1).open(ACME, WEBHOOK, sealed)).isInstanceOf(IllegalStateException.class);
    }
}
