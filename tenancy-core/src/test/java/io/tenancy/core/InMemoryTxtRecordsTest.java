package io.tenancy.core;

import io.tenancy.core.domain.TxtRecords;
import io.tenancy.testkit.InMemoryTxtRecords;
import io.tenancy.testkit.TxtRecordsContract;

final class InMemoryTxtRecordsTest extends TxtRecordsContract {
    private final InMemoryTxtRecords records = new InMemoryTxtRecords();

    @Override
    protected TxtRecords records() {
        return records;
    }

    @Override
    protected void put(String name, String... texts) {
        records.put(name, texts);
    }

    @Override
    protected void breakDown() {
        records.setBroken(true);
    }
}
