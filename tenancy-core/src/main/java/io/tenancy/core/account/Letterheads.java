package io.tenancy.core.account;

import static java.util.Objects.requireNonNull;

import io.tenancy.core.brand.Brand;
import io.tenancy.core.brand.Brands;
import io.tenancy.core.domain.Domain;
import io.tenancy.core.domain.DomainBook;
import io.tenancy.core.mail.Letterhead;
import io.tenancy.core.setting.SettingKeys;
import io.tenancy.core.setting.SettingValues;
import io.tenancy.core.tenant.TenantScope;
import java.util.Optional;

/** How the messages of a tenant look, by what it has set. */
public final class Letterheads {
    private final SettingValues values;
    private final Brands brands;
    private final DomainBook domains;

    public Letterheads(SettingValues values, Brands brands, DomainBook domains) {
        this.values = requireNonNull(values);
        this.brands = requireNonNull(brands);
        this.domains = requireNonNull(domains);
    }

    /** The domain that the tenant has had for the longest of those that are proven now. */
    private Optional<String> domain(TenantScope scope) {
        return domains.list(scope.id()).stream()
                .filter(one -> one.isVerified() && one.missedAt().isEmpty())
                .map(Domain::name)
                .findFirst();
    }

    Letterhead of(TenantScope scope) {
        Brand brand = brands.of(scope);
        return new Letterhead(
                scope.slug(),
                brand.name(),
                brand.color(),
                brand.background(),
                brand.logo(),
                domain(scope),
                values.of(scope, SettingKeys.LOCALE));
    }
}
