package io.tenancy.core.access;

import static java.util.Objects.requireNonNull;

import io.tenancy.core.Id;
import io.tenancy.core.TenancyException.Denied;
import io.tenancy.core.TenancyException.Stale;
import io.tenancy.core.TenancyException.Unauthenticated;
import io.tenancy.core.Versioned;
import io.tenancy.core.tenant.TenantId;
import io.tenancy.core.tenant.TenantScope;
import java.security.Principal;
import java.time.Instant;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** An authenticated actor inside one tenant. Its scope is handed out by the {@link Gate} only. */
public final class Caller implements Principal {
    private final TenantScope scope;
    private final Actor actor;
    private final UUID credential;
    private final Held<Permission> held;
    private final Set<Permission> permissions;
    private final Optional<Assurance> assurance;
    private final Optional<UUID> onBehalfOf;
    private final Conditions conditions;
    private final Optional<Footing> footing;

    /**
     * A caller whose credential has been verified.
     *
     * @param credential the session, or the key, that the caller came with
     * @param assurance how the caller has signed in; empty for a program, which does not
     */
    public Caller(
            TenantScope scope,
            Actor actor,
            UUID credential,
            Set<Permission> permissions,
            Optional<Assurance> assurance) {
        this(scope, actor, credential, Held.lasting(permissions), assurance);
    }

    /**
     * A caller some of whose permissions end.
     *
     * @param held what the caller may do at this moment
     */
    public Caller(
            TenantScope scope, Actor actor, UUID credential, Held<Permission> held, Optional<Assurance> assurance) {
        this(
                scope,
                actor,
                credential,
                held.only(permission -> scope.isPlatform() || !permission.isPlatform()),
                assurance,
                Optional.empty(),
                Conditions.NONE,
                Optional.empty());
    }

    private Caller(
            TenantScope scope,
            Actor actor,
            UUID credential,
            Held<Permission> held,
            Optional<Assurance> assurance,
            Optional<UUID> onBehalfOf,
            Conditions conditions,
            Optional<Footing> footing) {
        this.scope = requireNonNull(scope);
        this.actor = requireNonNull(actor);
        this.credential = requireNonNull(credential);
        this.assurance = requireNonNull(assurance);
        this.held = requireNonNull(held);
        this.permissions = this.held.all();
        this.onBehalfOf = requireNonNull(onBehalfOf);
        this.conditions = requireNonNull(conditions);
        this.footing = requireNonNull(footing);
    }

    /** The same caller, who is asked again in a command that has waited for others; without, nothing is asked. */
    public Caller on(Footing ground) {
        return new Caller(scope, actor, credential, held, assurance, onBehalfOf, conditions, Optional.of(ground));
    }

    /** The same caller, whose command changes a thing in one of these states only; the command has to look at it. */
    public Caller expecting(Expected expected) {
        return under(new Conditions(Optional.of(expected), conditions.claim()));
    }

    /** The same caller, whose command is done once. */
    public Caller once(Claim claim) {
        return under(new Conditions(conditions.expected(), Optional.of(claim)));
    }

    private Caller under(Conditions others) {
        return new Caller(scope, actor, credential, held, assurance, onBehalfOf, others, footing);
    }

    /** The same caller, who acts for a user: it is a key of theirs. */
    public Caller onBehalfOf(Id user) {
        return new Caller(scope, actor, credential, held, assurance, Optional.of(user.value()), conditions, footing);
    }

    /** Refuses with {@link Stale} a thing in another state than the caller expects; for what is done in several steps. */
    public void requireVersion(Versioned known) {
        conditions.expected().ifPresent(expected -> expected.require(known));
    }

    Conditions conditions() {
        return conditions;
    }

    Author author() {
        return new Author(actor, onBehalfOf, Optional.of(credential));
    }

    public TenantId tenant() {
        return scope.id();
    }

    public Actor actor() {
        return actor;
    }

    /** Whether this is an operator in a tenant that is not their own, to help. */
    public boolean isVisitor() {
        return actor.kind() == Actor.Kind.OPERATOR && !scope.isPlatform();
    }

    /** The user of this tenant who asks; empty for a program, a key and a visitor. */
    public Optional<Id> user() {
        boolean isUser = actor.kind() == Actor.Kind.USER || (actor.kind() == Actor.Kind.OPERATOR && !isVisitor());
        return isUser ? Optional.of(actor::id) : Optional.empty();
    }

    public UUID credential() {
        return credential;
    }

    /** How the caller has proved who they are; empty for a program. */
    public Optional<Assurance> assurance() {
        return assurance;
    }

    public Set<Permission> permissions() {
        return permissions;
    }

    public boolean may(Permission permission) {
        return permissions.contains(permission);
    }

    /** Whether the caller holds every one of these; nobody grants or takes what they do not hold. */
    public boolean covers(Collection<Permission> others) {
        return permissions.containsAll(others);
    }

    /** Whether the caller holds every one of these at least up to a time, or for good where there is none. */
    public boolean covers(Collection<Permission> others, Optional<Instant> until) {
        return held.covers(others, until);
    }

    /** Refuses with {@link Denied} a program: what is a person's own, and what makes credentials, is for people. */
    public void requirePerson() {
        if (assurance.isEmpty()) {
            throw new Denied("access.person_required", "This is for a person who has signed in, and for no program.");
        }
    }

    /** Refuses with {@link Denied} a program that does not hold the permission; a person needs none. */
    public void requireOfProgram(Permission needed) {
        if (assurance.isEmpty()) {
            require(needed);
        }
    }

    /** Refuses with {@link Denied} a caller who does not hold the permission. */
    public void require(Permission needed) {
        if (!may(needed)) {
            throw lacking(needed);
        }
    }

    /**
     * Asks again, in the transaction of a command, and answers what the caller may do by now; empty where nothing is asked.
     *
     * @throws Unauthenticated if the caller was disabled, or the session or key ended, since the command began
     */
    Optional<Set<Permission>> requireStanding() {
        return footing.map(Caller::standing);
    }

    /**
     * The same for a command that needs a permission.
     *
     * @throws Denied if it was taken away since
     */
    Optional<Set<Permission>> requireStanding(Permission needed) {
        Optional<Set<Permission>> now = requireStanding();
        if (now.filter(all -> !all.contains(needed)).isPresent()) {
            throw lacking(needed);
        }
        return now;
    }

    private static Set<Permission> standing(Footing ground) {
        return ground.now().orElseThrow(Unauthenticated::invalidToken);
    }

    private static Denied lacking(Permission needed) {
        return new Denied("access.denied", "The permission " + needed.name() + " is required.");
    }

    @Override
    public String getName() {
        return actor.id().toString();
    }

    @Override
    public String toString() {
        return "Caller[" + actor + " in " + scope.id().value() + "]";
    }

    TenantScope scope() {
        return scope;
    }
}
