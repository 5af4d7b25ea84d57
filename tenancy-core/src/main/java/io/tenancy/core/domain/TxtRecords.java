package io.tenancy.core.domain;

import io.tenancy.core.TenancyException.Unavailable;
import java.util.Set;

/** Looks up TXT records. */
public interface TxtRecords {
    /**
     * The texts of a name; none where there is no such name, or it has none.
     *
     * @throws Unavailable if DNS does not answer within some seconds
     */
    Set<String> of(String name);
}
