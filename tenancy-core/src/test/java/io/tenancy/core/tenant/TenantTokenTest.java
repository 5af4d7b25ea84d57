package io.tenancy.core.tenant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tenancy.core.Secret;
import io.tenancy.testkit.TestTenants;
import java.security.SecureRandom;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

final class TenantTokenTest {
    private final TenantId tenant = new TenantId(TestTenants.newId());
    private final UUID id = TestTenants.newId();
    private final TenantToken token = TenantToken.fresh("rt_", tenant, id, new SecureRandom());
    private final String text = token.text().reveal();

    @Test
    void comesBackAsItWas() {
        TenantToken read = TenantToken.parse("rt_", token.text()).orElseThrow();

        assertThat(read.tenant()).isEqualTo(tenant);
        assertThat(read.id()).isEqualTo(id);
        assertThat(read.digest()).isEqualTo(token.digest()).matches("[0-9a-f]{64}");
        assertThat(read.text()).isEqualTo(token.text());
    }

    @Test
    void isReadInOneSpellingOnly() {
        for (String other : List.of(text + "=", text + "A", text + "==", " " + text, text + "\n", text + "%")) {
            assertThat(TenantToken.parse("rt_", new Secret(other))).as(other).isEmpty();
        }
        String alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
        int last = alphabet.indexOf(text.charAt(text.length() - 1));
        String sameBytes = text.substring(0, text.length() - 1) + alphabet.charAt(last ^ 1);
        assertThat(TenantToken.parse("rt_", new Secret(sameBytes))).isEmpty();
    }

    @Test
    void isNotReadAsAnotherKindOrInPart() {
        assertThat(TenantToken.parse("inv_", token.text())).isEmpty();
        assertThat(TenantToken.parse("rt_", new Secret(""))).isEmpty();
        assertThat(TenantToken.parse("rt_", new Secret("rt_"))).isEmpty();
        assertThat(TenantToken.parse("rt_", new Secret("rt_" + "A".repeat(1_000_000))))
                .isEmpty();
        for (int length = 0; length < text.length(); length++) {
            assertThat(TenantToken.parse("rt_", new Secret(text.substring(0, length))))
                    .isEmpty();
        }
    }

    @Test
    void hasADigestOfItsOwnEachTime() {
        Set<String> digests = new HashSet<>();
        for (int round = 0; round < 1_000; round++) {
            digests.add(TenantToken.fresh("rt_", tenant, id, new SecureRandom()).digest());
        }
        assertThat(digests).hasSize(1_000);
    }

    @Test
    void takesASecretOfTheRightLengthOnly() {
        TenantToken made = TenantToken.of("rt_", tenant, id, new byte[32]);

        assertThat(TenantToken.parse("rt_", made.text()).orElseThrow().digest()).isEqualTo(made.digest());
        assertThatThrownBy(() -> TenantToken.of("rt_", tenant, id, new byte[31]))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void showsNothingOfItsSecret() {
        assertThat(token.toString()).doesNotContain(text.substring(3, 20));
    }
}
