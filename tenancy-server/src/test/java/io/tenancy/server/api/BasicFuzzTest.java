package io.tenancy.server.api;

import static io.tenancy.testkit.FuzzInputs.text;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.tenancy.core.Secret;
import io.tenancy.core.TenancyException.Unauthenticated;
import io.tenancy.core.oauth.ClientLogin;
import io.tenancy.testkit.FuzzInputs;
import java.net.URLEncoder;
import java.util.Base64;
import org.junit.jupiter.api.Test;

/** Who a client says it is by HTTP Basic is read, or it is unauthenticated. */
final class BasicFuzzTest {
    @Test
    void holdsForNeighboursOfItsSeeds() {
        FuzzInputs.neighbours(BasicFuzzTest.class, "basic", 2000, this::basic);
    }

    @FuzzTest
    void basic(byte[] data) {
        String text = text(data);
        read(text);
        read("Basic " + text);
        if (FuzzInputs.isWhole(text) && text.length() <= 100) {
            String encoded = URLEncoder.encode(text, UTF_8);
            String pair = Base64.getEncoder().encodeToString((encoded + ":" + encoded).getBytes(UTF_8));
            if (pair.length() <= 2_000) {
                assertThat(ClientCredentials.basic("Basic " + pair)).isEqualTo(new ClientLogin(text, new Secret(text)));
            }
        }
    }

    private static void read(String header) {
        try {
            assertThat(ClientCredentials.basic(header).id()).isNotNull();
        } catch (Unauthenticated e) {
            assertThat(e.code()).isEqualTo("client.failed");
        }
    }
}
