package io.tenancy.server.api;

import static io.tenancy.testkit.FuzzInputs.text;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.tenancy.server.api.Forwarded.Hop;
import io.tenancy.server.config.Network;
import io.tenancy.server.config.TrustedProxies.Form;
import io.tenancy.testkit.FuzzInputs;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import org.eclipse.jetty.http.HttpFields;
import org.junit.jupiter.api.Test;

/** What proxies write is read without an exception, and no name is ever taken for an address. */
final class ForwardedFuzzTest {
    @Test
    void holdsForNeighboursOfItsSeeds() {
        FuzzInputs.neighbours(ForwardedFuzzTest.class, "hops", 2000, this::hops);
    }

    @FuzzTest
    void hops(byte[] data) {
        String text = text(data);

        hops(text, Form.FORWARDED, "Forwarded");
        hops(text, Form.X_FORWARDED, "X-Forwarded-For", "X-Forwarded-Proto");
        Network.address(text)
                .ifPresent(address ->
                        assertThat(Network.address(address.getHostAddress())).contains(address));
    }

    private static void hops(String text, Form form, String... names) {
        HttpFields.Mutable headers = HttpFields.build();
        for (String name : names) {
            headers.add(name, text);
        }

        List<Hop> hops = Forwarded.hops(headers, form);

        assertThat(hops).hasSizeLessThanOrEqualTo(32);
        assertThat(hops).allSatisfy(hop -> {
            Optional<InetAddress> address = hop.address();
            assertThat(address.map(InetAddress::getHostAddress).orElse("0")).matches("[0-9a-f.:]+");
            assertThat(hop.scheme().orElse("http")).isIn("http", "https");
        });
    }
}
