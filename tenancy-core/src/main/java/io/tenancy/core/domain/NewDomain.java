package io.tenancy.core.domain;

import org.jspecify.annotations.Nullable;

/** A domain that a tenant wants to prove to be its own. */
public record NewDomain(String name) {
    public NewDomain(@Nullable String name) {
        this.name = DomainNames.check(name);
    }
}
