package io.tenancy.testkit;

import io.tenancy.core.TenancyException.Unavailable;
import io.tenancy.core.domain.TxtRecords;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** TXT records that a test puts there. Safe for use by many threads. */
public final class InMemoryTxtRecords implements TxtRecords {
    private final Map<String, Set<String>> records = new ConcurrentHashMap<>();
    private volatile boolean broken;

    @Override
    public Set<String> of(String name) {
        if (broken) {
            throw new Unavailable("domain.dns", "DNS does not answer. Try again later.", Duration.ofSeconds(1));
        }
        return records.getOrDefault(name, Set.of());
    }

    /** From now on a name has these texts, and no others. */
    public void put(String name, String... texts) {
        records.put(name, Set.of(texts));
    }

    /** From now on no name has any. */
    public void clear() {
        records.clear();
    }

    /** From now on nobody answers, or somebody does again. */
    public void setBroken(boolean broken) {
        this.broken = broken;
    }
}
