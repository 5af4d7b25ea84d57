package io.tenancy.core.domain;

import static java.util.Objects.requireNonNull;

import io.tenancy.core.brand.Brand;
import io.tenancy.core.brand.Brands;
import io.tenancy.core.tenant.TenantDirectory;
import java.util.Optional;

/** Finds the tenant whose verified domain a request was sent to. It says of no other name whether there is a tenant. */
public final class Hosts {
    private final DomainBook domains;
    private final TenantDirectory directory;
    private final Brands brands;

    public Hosts(DomainBook domains, TenantDirectory directory, Brands brands) {
        this.domains = requireNonNull(domains);
        this.directory = requireNonNull(directory);
        this.brands = requireNonNull(brands);
    }

    /** Whom a domain leads to. */
    public record Guest(String tenant, Brand brand) {
        public Guest {
            requireNonNull(tenant);
            requireNonNull(brand);
        }
    }

    /** The tenant of a host, with or without a port; empty where it is no open tenant's. */
    public Optional<Guest> find(String host) {
        return DomainNames.ofHost(host)
                .flatMap(domains::owner)
                .flatMap(directory::enterToVerify)
                .map(scope -> new Guest(scope.slug(), brands.of(scope)));
    }

    /** The name of the verified domain that a host is; empty where it is none. */
    public Optional<String> domain(String host) {
        return DomainNames.ofHost(host).filter(name -> domains.owner(name).isPresent());
    }
}
