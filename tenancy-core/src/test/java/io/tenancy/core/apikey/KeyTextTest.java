package io.tenancy.core.apikey;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenancy.core.Secret;
import io.tenancy.core.tenant.TenantId;
import io.tenancy.core.tenant.TenantToken;
import java.security.SecureRandom;
import java.util.UUID;
import org.junit.jupiter.api.Test;

final class KeyTextTest {
    private static final TenantToken TOKEN =
            KeyText.fresh(new TenantId(new UUID(1, 2)), new ApiKeyId(new UUID(3, 4)), new SecureRandom());

    @Test
    void isFoundByItsForm() {
        assertThat(KeyText.of(TOKEN).reveal()).matches("tk_[A-Za-z0-9_-]{86}[0-9a-f]{8}");
    }

    @Test
    void isReadBack() {
        TenantToken read = KeyText.parse(KeyText.of(TOKEN)).orElseThrow();

        assertThat(read.tenant()).isEqualTo(TOKEN.tenant());
        assertThat(read.id()).isEqualTo(TOKEN.id());
        assertThat(read.digest()).isEqualTo(TOKEN.digest());
    }

    @Test
    void isTheOnlySpelling() {
        String text = KeyText.of(TOKEN).reveal();

        for (int i = 0; i < text.length(); i++) {
            char other = text.charAt(i) == 'a' ? 'b' : 'a';
            String changed = text.substring(0, i) + other + text.substring(i + 1);
            assertThat(KeyText.parse(new Secret(changed))).as(changed).isEmpty();
        }
        for (String wrong : new String[] {"", "tk_", "tk_00000000", text + "0", text.substring(1), " " + text}) {
            assertThat(KeyText.parse(new Secret(wrong))).as(wrong).isEmpty();
        }
    }
}
