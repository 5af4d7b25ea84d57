package io.tenancy.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tenancy.core.MasterKey;
import io.tenancy.core.Secret;
import io.tenancy.core.tenant.TenantId;
import io.tenancy.core.user.UserId;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.UUID;
import org.junit.jupiter.api.Test;

final class SealedKeysTest {
    private static final TenantId ACME = new TenantId(new UUID(1, 1));
    private static final TenantId GLOBEX = new TenantId(new UUID(1, 2));
    private static final UserId ADA = new UserId(new UUID(2, 1));
    private static final UserId BOB = new UserId(new UUID(2, 2));
    private static final Secret KEY = new Secret("GEZDGNBVGY3TQOJQ");

    private final SealedKeys box = box(0);

    private static SealedKeys box(int first) {
        byte[] bytes = new byte[32];
        bytes[0] = (byte) first;
        return new SealedKeys(MasterKey.ofBase64(Base64.getEncoder().encodeToString(bytes)), new SecureRandom());
    }

    @Test
    void opensWhatItHasSealed() {
        String sealed = box.seal(ACME, ADA, KEY);

        assertThat(sealed).doesNotContain(KEY.reveal()).isNotEqualTo(box.seal(ACME, ADA, KEY));
        assertThat(box.open(ACME, ADA, sealed)).isEqualTo(KEY);
    }

    @Test
    void opensItForNobodyElse() {
        String sealed = box.seal(ACME, ADA, KEY);

        assertThatThrownBy(() -> box.open(ACME, BOB, sealed)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> box.open(GLOBEX, ADA, sealed)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> box(1).open(ACME, ADA, sealed)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> box.open(ACME, ADA, "no base64")).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> box.open(ACME, ADA, "AA==")).isInstanceOf(IllegalStateException.class);
    }
}
