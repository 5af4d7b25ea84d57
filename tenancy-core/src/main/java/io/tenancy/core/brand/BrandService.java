package io.tenancy.core.brand;

import static io.tenancy.core.access.Permissions.SETTING_READ;
import static io.tenancy.core.access.Permissions.SETTING_WRITE;
import static java.util.Objects.requireNonNull;

import io.tenancy.core.access.Caller;
import io.tenancy.core.access.Difference;
import io.tenancy.core.access.Gate;
import io.tenancy.core.access.Work;

/** Seeing how the caller's tenant looks, and changing its logo; the rest are settings. */
public final class BrandService {
    private final Gate gate;
    private final Brands brands;
    private final LogoBook logos;

    /**
     * @param brands from stores that remember nothing
     */
    public BrandService(Gate gate, Brands brands, LogoBook logos) {
        this.gate = requireNonNull(gate);
        this.brands = requireNonNull(brands);
        this.logos = requireNonNull(logos);
    }

    public Brand get(Caller caller) {
        return gate.query(caller, SETTING_READ, brands::of);
    }

    /** Gives the tenant a logo in the place of the one before. */
    public Brand putLogo(Caller caller, NewLogo wanted) {
        return gate.command(caller, SETTING_WRITE, work -> {
            Brand before = known(work);
            Logo logo = wanted.logo();
            if (before.logo().filter(logo.digest()::equals).isPresent()) {
                work.changedNothing();
                return before;
            }
            work.record("logo.changed", work.scope().id(), Difference.between("logo", before.logo(), logo.digest()));
            logos.put(work.scope().id(), logo);
            return brands.of(work.scope());
        });
    }

    public Brand removeLogo(Caller caller) {
        return gate.command(caller, SETTING_WRITE, work -> {
            Brand before = known(work);
            if (before.logo().isEmpty()) {
                work.changedNothing();
                return before;
            }
            work.record("logo.removed", work.scope().id(), Difference.removed("logo", before.logo()));
            var unused = logos.remove(work.scope().id());
            return brands.of(work.scope());
        });
    }

    private Brand known(Work work) {
        work.lock("logo");
        Brand brand = brands.of(work.scope());
        work.check(brand);
        return brand;
    }
}
