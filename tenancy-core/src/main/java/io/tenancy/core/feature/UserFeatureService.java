package io.tenancy.core.feature;

import static io.tenancy.core.access.Permissions.FLAG_READ;
import static io.tenancy.core.access.Permissions.FLAG_WRITE;
import static java.util.Objects.requireNonNull;

import io.tenancy.core.Page;
import io.tenancy.core.TenancyException.NotFound;
import io.tenancy.core.access.Caller;
import io.tenancy.core.access.Gate;
import io.tenancy.core.access.Work;
import io.tenancy.core.flag.Assignment;
import io.tenancy.core.flag.Flag;
import io.tenancy.core.flag.FlagStore;
import io.tenancy.core.flag.NewAssignment;
import io.tenancy.core.tenant.TenantScope;
import io.tenancy.core.user.UserId;
import io.tenancy.core.user.UserStore;
import java.util.List;
import java.util.Optional;

/** Giving features to single users, up to a time or for good. */
public final class UserFeatureService {
    private final Gate gate;
    private final FlagStore flags;
    private final FeatureStore features;
    private final UserStore users;

    public UserFeatureService(Gate gate, FlagStore flags, FeatureStore features, UserStore users) {
        this.gate = requireNonNull(gate);
        this.flags = requireNonNull(flags);
        this.features = requireNonNull(features);
        this.users = requireNonNull(users);
    }

    /** What a user was given of flags that tenants see and that has not ended, on one page. */
    public Page<AssignedVariant> list(Caller caller, UserId user) {
        return gate.query(caller, FLAG_READ, scope -> {
            requireUser(scope, user);
            List<Assignment> given = features.features(scope, user);
            return new Page<>(
                    flags.all().stream()
                            .filter(flag -> flag.exposure() != Flag.Exposure.HIDDEN)
                            .map(flag -> AssignedVariant.of(flag, AssignedVariant.current(given, flag, gate.now())))
                            .filter(one -> one.variant().isPresent())
                            .toList(),
                    Optional.empty());
        });
    }

    public AssignedVariant get(Caller caller, UserId user, String key) {
        return gate.query(caller, FLAG_READ, scope -> {
            requireUser(scope, user);
            Flag flag = OwnFlagService.shown(flags, key);
            return AssignedVariant.of(flag, current(scope, user, flag));
        });
    }

    /** Gives a user a variant; from the next evaluation on, on every node within 2 s. */
    public AssignedVariant give(Caller caller, UserId user, String key, NewAssignment wanted) {
        return gate.command(caller, FLAG_WRITE, work -> {
            requireUser(work.scope(), user);
            Flag flag = OwnFlagService.changeable(flags, key);
            Optional<Assignment> before = checked(work, user, flag);
            Assignment assignment = wanted.of(flag, work.now());
            if (before.map(Assignment::tag).equals(Optional.of(assignment.tag()))) {
                work.changedNothing();
                return AssignedVariant.of(flag, before);
            }
            features.give(work.scope(), user, assignment);
            work.record("user.feature_given", user, Assignment.differences(key, before, Optional.of(assignment)));
            return AssignedVariant.of(flag, Optional.of(assignment));
        });
    }

    /** Takes it away from a user. */
    public AssignedVariant take(Caller caller, UserId user, String key) {
        return gate.command(caller, FLAG_WRITE, work -> {
            requireUser(work.scope(), user);
            Flag flag = OwnFlagService.shown(flags, key);
            Optional<Assignment> before = checked(work, user, flag);
            if (features.take(work.scope(), user, flag.id())) {
                work.record("user.feature_taken", user, Assignment.differences(key, before, Optional.empty()));
            } else {
                work.changedNothing();
            }
            return AssignedVariant.of(flag, Optional.empty());
        });
    }

    private Optional<Assignment> checked(Work work, UserId user, Flag flag) {
        work.lock(OwnFlagService.LOCK);
        Optional<Assignment> before = current(work.scope(), user, flag);
        work.check(AssignedVariant.of(flag, before));
        return before;
    }

    private Optional<Assignment> current(TenantScope scope, UserId user, Flag flag) {
        return AssignedVariant.current(features.features(scope, user), flag, gate.now());
    }

    private void requireUser(TenantScope scope, UserId user) {
        if (users.find(scope, user).isEmpty()) {
            throw new NotFound("user");
        }
    }
}
