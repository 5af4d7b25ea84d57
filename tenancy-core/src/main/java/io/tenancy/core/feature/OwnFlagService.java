package io.tenancy.core.feature;

import static io.tenancy.core.access.Permissions.FLAG_READ;
import static io.tenancy.core.access.Permissions.FLAG_WRITE;
import static java.util.Objects.requireNonNull;

import io.tenancy.core.Cursors;
import io.tenancy.core.Page;
import io.tenancy.core.PageRequest;
import io.tenancy.core.Position;
import io.tenancy.core.TenancyException.Conflict;
import io.tenancy.core.TenancyException.NotFound;
import io.tenancy.core.access.Caller;
import io.tenancy.core.access.Gate;
import io.tenancy.core.access.Work;
import io.tenancy.core.flag.Assignment;
import io.tenancy.core.flag.Flag;
import io.tenancy.core.flag.FlagContext;
import io.tenancy.core.flag.FlagEvaluator;
import io.tenancy.core.flag.FlagStore;
import io.tenancy.core.flag.NewAssignment;
import io.tenancy.core.tenant.TenantScope;
import io.tenancy.core.user.UserId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** What a tenant's administrators see of flags, and override. What is hidden from tenants is not found. */
public final class OwnFlagService {
    static final String LOCK = "flags";
    private static final UUID NOWHERE = new UUID(0, 0);

    private final Gate gate;
    private final FlagStore flags;
    private final FeatureStore features;
    private final FlagEvaluation evaluation;
    private final Cursors cursors;

    public OwnFlagService(
            Gate gate, FlagStore flags, FeatureStore features, FlagEvaluation evaluation, Cursors cursors) {
        this.gate = requireNonNull(gate);
        this.flags = requireNonNull(flags);
        this.features = requireNonNull(features);
        this.evaluation = requireNonNull(evaluation);
        this.cursors = requireNonNull(cursors);
    }

    /**
     * The flags that tenants see, in the order of their keys.
     *
     * @param user for whom; the caller where it is empty. Of who is neither, percentages are of the tenant
     */
    public Page<FlagStatus> list(Caller caller, Optional<UserId> user, Optional<String> search, PageRequest request) {
        return gate.query(caller, FLAG_READ, scope -> {
            List<Flag> all = flags.all();
            return cursors.page(
                    scope.id(),
                    "own flags " + user + " " + search,
                    request,
                    (after, limit) -> statuses(
                            scope,
                            user.or(() -> own(caller)),
                            all.stream()
                                    .filter(flag -> flag.exposure() != Flag.Exposure.HIDDEN)
                                    .filter(flag -> search.isEmpty() || flag.has(search.get()))
                                    .filter(flag -> after.isEmpty()
                                            || flag.key().compareTo(after.get().key()) > 0)
                                    .limit(limit)
                                    .toList()),
                    status -> new Position(status.key(), NOWHERE));
        });
    }

    public FlagStatus get(Caller caller, String key) {
        return gate.query(caller, FLAG_READ, scope -> status(scope, caller, shown(flags, key)));
    }

    /** Gives the tenant a variant; from the next evaluation on, on every node within 2 s. */
    public FlagStatus override(Caller caller, String key, NewAssignment wanted) {
        return gate.command(caller, FLAG_WRITE, work -> {
            Flag flag = changeable(flags, key);
            Optional<Assignment> before = checked(work, caller, flag);
            Assignment assignment = wanted.of(flag, work.now());
            if (before.map(Assignment::tag).equals(Optional.of(assignment.tag()))) {
                work.changedNothing();
            } else {
                features.override(work.scope(), assignment);
                work.record("flag.overridden", flag.id(), Assignment.differences(key, before, Optional.of(assignment)));
            }
            return status(work.scope(), caller, flag);
        });
    }

    /** Lets the rules count again. */
    public FlagStatus reset(Caller caller, String key) {
        return gate.command(caller, FLAG_WRITE, work -> {
            Flag flag = shown(flags, key);
            Optional<Assignment> before = checked(work, caller, flag);
            if (features.reset(work.scope(), flag.id())) {
                work.record("flag.override_reset", flag.id(), Assignment.differences(key, before, Optional.empty()));
            } else {
                work.changedNothing();
            }
            return status(work.scope(), caller, flag);
        });
    }

    private Optional<Assignment> checked(Work work, Caller caller, Flag flag) {
        work.lock(LOCK);
        work.check(status(work.scope(), caller, flag));
        return overridden(work.scope(), flag);
    }

    private FlagStatus status(TenantScope scope, Caller caller, Flag flag) {
        return statuses(scope, own(caller), List.of(flag)).get(0);
    }

    private List<FlagStatus> statuses(TenantScope scope, Optional<UserId> user, List<Flag> some) {
        FlagEvaluator evaluator = new FlagEvaluator(some);
        FlagQuery query = new FlagQuery(
                Optional.of(user.map(UserId::value).orElse(scope.id().value()).toString()), Map.of());
        FlagContext context = evaluation.context(scope, user, query);
        List<Assignment> overrides = features.overrides(scope);
        return some.stream()
                .map(flag -> FlagStatus.of(
                        evaluator.evaluate(flag.key(), context).orElseThrow(),
                        AssignedVariant.current(overrides, flag, context.now())))
                .toList();
    }

    private Optional<Assignment> overridden(TenantScope scope, Flag flag) {
        return AssignedVariant.current(features.overrides(scope), flag, gate.now());
    }

    private static Optional<UserId> own(Caller caller) {
        return caller.user().map(id -> new UserId(id.value()));
    }

    /** A flag that tenants see. */
    static Flag shown(FlagStore flags, String key) {
        return flags.find(key)
                .filter(flag -> flag.exposure() != Flag.Exposure.HIDDEN)
                .orElseThrow(() -> new NotFound("flag"));
    }

    /** A flag that tenants may change. */
    static Flag changeable(FlagStore flags, String key) {
        Flag flag = shown(flags, key);
        if (flag.exposure() != Flag.Exposure.CHANGEABLE) {
            throw new Conflict("flag.not_changeable", "Only the platform changes this flag.");
        }
        return flag;
    }
}
