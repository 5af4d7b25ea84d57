package io.tenancy.core.program;

import static java.util.Objects.requireNonNull;

import io.tenancy.core.access.Actor;
import io.tenancy.core.access.Caller;
import io.tenancy.core.access.Held;
import io.tenancy.core.access.Permission;
import io.tenancy.core.apikey.KeyOwner;
import io.tenancy.core.tenant.TenantScope;
import java.util.Optional;
import java.util.Set;

/** A program that has shown a good key, or a token that it got for one. */
public record Program(TenantScope scope, KeyStanding key) {
    public Program {
        requireNonNull(scope);
        requireNonNull(key);
    }

    /** The program as a caller, who may do all that the key allows. */
    public Caller caller() {
        return caller(key.permissions().all());
    }

    /** The program as a caller who may do no more than this. */
    Caller caller(Set<Permission> most) {
        Held<Permission> allowed = key.permissions().only(most::contains);
        Caller caller = new Caller(scope, actor(), key.id().value(), allowed, Optional.empty());
        return key.owner().kind() == KeyOwner.Kind.USER ? caller.onBehalfOf(key.owner()::id) : caller;
    }

    private Actor actor() {
        return key.owner().kind() == KeyOwner.Kind.SERVICE_ACCOUNT
                ? new Actor(Actor.Kind.SERVICE, key.owner().id())
                : new Actor(Actor.Kind.API_KEY, key.id().value());
    }
}
