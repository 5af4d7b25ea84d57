package io.tenancy.server.dns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tenancy.core.TenancyException.Unavailable;
import java.util.List;
import org.junit.jupiter.api.Test;

final class JndiTxtRecordsTest {
    @Test
    void readsTheTextsOfAName() {
        try (SmallDns dns = new SmallDns()) {
            dns.put("_tenancy-challenge.app.acme.example", "0123456789abcdef");
            JndiTxtRecords records = new JndiTxtRecords(List.of(dns.address()));

            assertThat(records.of("_tenancy-challenge.app.acme.example")).containsExactly("0123456789abcdef");
            assertThat(records.of("_tenancy-challenge.other.example")).isEmpty();
        }
    }

    @Test
    void saysThatDnsDoesNotAnswer() {
        SmallDns dns = new SmallDns();
        dns.close();

        assertThatThrownBy(() -> new JndiTxtRecords(List.of(dns.address())).of("app.acme.example"))
                .isInstanceOf(Unavailable.class);
    }
}
