package io.tenancy.server.dns;

import io.tenancy.core.domain.TxtRecords;
import io.tenancy.testkit.TxtRecordsContract;
import java.util.List;
import org.junit.jupiter.api.AfterEach;

final class JndiTxtRecordsTest extends TxtRecordsContract {
    private final SmallDns dns = new SmallDns();

    @AfterEach
    void close() {
        dns.close();
    }

    @Override
    protected TxtRecords records() {
        return new JndiTxtRecords(List.of(dns.address()));
    }

    @Override
    protected void put(String name, String... texts) {
        dns.put(name, texts);
    }

    @Override
    protected void breakDown() {
        dns.close();
    }
}
