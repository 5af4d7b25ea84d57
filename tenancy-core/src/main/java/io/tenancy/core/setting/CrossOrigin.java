package io.tenancy.core.setting;

import static java.util.Objects.requireNonNull;

import io.tenancy.core.tenant.TenantId;
import java.util.Optional;
import java.util.Set;

/** Which pages of other origins may ask the API, and read what it answers. By default none may. */
public final class CrossOrigin {
    private final Set<Origin> platform;
    private final OriginBook book;

    /**
     * @param platform origins whose pages may read answers to callers of every tenant
     */
    public CrossOrigin(Set<Origin> platform, OriginBook book) {
        this.platform = Set.copyOf(platform);
        this.book = requireNonNull(book);
    }

    /** Whether a page may ask, and read an answer that is to no caller: the platform lists it, or any tenant does. */
    public boolean mayAsk(String origin) {
        return Origin.of(origin)
                .filter(known -> platform.contains(known) || book.isListed(known))
                .isPresent();
    }

    /** Whether a page may read an answer to a caller of a tenant: the platform lists it, or this tenant does. */
    public boolean mayRead(String origin, TenantId tenant) {
        Optional<Origin> one = Origin.of(origin);
        return one.filter(known -> platform.contains(known) || book.isListed(known, tenant))
                .isPresent();
    }
}
