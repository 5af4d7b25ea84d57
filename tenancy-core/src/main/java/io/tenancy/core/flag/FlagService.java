package io.tenancy.core.flag;

import static io.tenancy.core.access.Permissions.PLATFORM_READ_FLAGS;
import static io.tenancy.core.access.Permissions.PLATFORM_WRITE_FLAGS;
import static java.util.Objects.requireNonNull;

import io.tenancy.core.Cursors;
import io.tenancy.core.Page;
import io.tenancy.core.PageRequest;
import io.tenancy.core.Position;
import io.tenancy.core.TenancyException.Conflict;
import io.tenancy.core.TenancyException.Invalid;
import io.tenancy.core.TenancyException.NotFound;
import io.tenancy.core.access.Caller;
import io.tenancy.core.access.Difference;
import io.tenancy.core.access.Gate;
import io.tenancy.core.access.Work;
import io.tenancy.core.flag.Condition.About;
import io.tenancy.core.plan.PlanStore;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** What operators do with flags. One of them at a time changes any. */
public final class FlagService {
    /** The most flags of a platform. */
    public static final int MOST = 500;

    private static final String LOCK = "flags";
    private static final UUID NOWHERE = new UUID(0, 0);

    private final Gate gate;
    private final FlagStore flags;
    private final PlanStore plans;
    private final Cursors cursors;

    public FlagService(Gate gate, FlagStore flags, PlanStore plans, Cursors cursors) {
        this.gate = requireNonNull(gate);
        this.flags = requireNonNull(flags);
        this.plans = requireNonNull(plans);
        this.cursors = requireNonNull(cursors);
    }

    /** The flags in the order of their keys, or those whose key or description has a text in it. */
    public Page<Flag> list(Caller caller, Optional<String> search, PageRequest request) {
        return gate.query(
                caller,
                PLATFORM_READ_FLAGS,
                scope -> cursors.page(
                        scope.id(),
                        "flags " + search,
                        request,
                        (after, limit) -> flags.all().stream()
                                .filter(flag -> search.isEmpty() || flag.has(search.get()))
                                .filter(flag -> after.isEmpty()
                                        || flag.key().compareTo(after.get().key()) > 0)
                                .limit(limit)
                                .toList(),
                        flag -> new Position(flag.key(), NOWHERE)));
    }

    public Flag get(Caller caller, String key) {
        return gate.query(caller, PLATFORM_READ_FLAGS, scope -> existing(key));
    }

    /** What the flag was, the newest first. */
    public Page<FlagVersion> history(Caller caller, String key, PageRequest request) {
        return gate.query(caller, PLATFORM_READ_FLAGS, scope -> {
            FlagId id = existing(key).id();
            return cursors.page(
                    scope.id(),
                    "history of " + id.value(),
                    request,
                    (after, limit) -> flags.history(
                            id, after.map(place -> Long.parseLong(place.key())).orElse(Long.MAX_VALUE), limit),
                    version -> new Position(String.valueOf(version.flag().version()), NOWHERE));
        });
    }

    public Flag create(Caller caller, NewFlag wanted) {
        return gate.command(caller, PLATFORM_WRITE_FLAGS, work -> {
            work.lock(LOCK);
            Flag flag = Flag.of(new FlagId(work.newId()), wanted, work.now());
            requirePlans(flag);
            if (flags.find(flag.key()).isPresent()) {
                throw new Conflict("flag.exists", "There is a flag of this key already.");
            }
            if (flags.all().size() >= MOST) {
                throw new Conflict("flag.too_many", "There are at most " + MOST + " flags.");
            }
            if (!flags.add(flag, caller.actor().id())) {
                throw new Conflict("flag.exists", "There is a flag of this key already.");
            }
            work.record(
                    "flag.created",
                    flag.id(),
                    Difference.added("key", flag.key()),
                    Difference.added("rules", FlagText.ofRules(flag.rules())));
            return flag;
        });
    }

    /** Changes a flag; from its next evaluation on, on every node within 2 s. */
    public Flag update(Caller caller, String key, FlagChange change) {
        return gate.command(caller, PLATFORM_WRITE_FLAGS, work -> {
            Flag before = known(work, key);
            Flag after = before.with(change, work.now());
            requirePlans(after);
            return saved(caller, work, "flag.updated", before, after);
        });
    }

    /** Switches a flag off for everybody, whatever rules, overrides and features say. */
    public Flag kill(Caller caller, String key) {
        return gate.command(caller, PLATFORM_WRITE_FLAGS, work -> {
            Flag before = known(work, key);
            return saved(caller, work, "flag.killed", before, before.killed(true, work.now()));
        });
    }

    /** Lets everything count again. */
    public Flag revive(Caller caller, String key) {
        return gate.command(caller, PLATFORM_WRITE_FLAGS, work -> {
            Flag before = known(work, key);
            return saved(caller, work, "flag.revived", before, before.killed(false, work.now()));
        });
    }

    public void delete(Caller caller, String key) {
        gate.command(caller, PLATFORM_WRITE_FLAGS, work -> {
            Flag flag = known(work, key);
            if (!flags.delete(flag.id())) {
                throw work.lost(changed());
            }
            work.record("flag.deleted", flag.id(), Difference.removed("key", flag.key()));
            return flag;
        });
    }

    private Flag saved(Caller caller, Work work, String action, Flag before, Flag after) {
        List<Difference> differences = before.differences(after);
        if (differences.isEmpty()) {
            work.changedNothing();
            return before;
        }
        if (!flags.update(after, caller.actor().id())) {
            throw work.lost(changed());
        }
        work.record(action, after.id(), differences);
        return after;
    }

    private Flag known(Work work, String key) {
        work.lock(LOCK);
        Flag flag = existing(key);
        work.check(flag);
        return flag;
    }

    private Flag existing(String key) {
        return flags.find(key).orElseThrow(() -> new NotFound("flag"));
    }

    /** A rule about a plan that never was would never hold. */
    private void requirePlans(Flag flag) {
        flag.rules().stream()
                .flatMap(rule -> rule.when().stream())
                .filter(condition -> condition.about() == About.PLAN)
                .flatMap(condition -> condition.values().stream())
                .map(String::valueOf)
                .distinct()
                .filter(key -> plans.newest(key) == 0)
                .findAny()
                .ifPresent(key -> {
                    throw new Invalid("rules", "rules.plan_unknown", "No plan has the key " + key + ".");
                });
    }

    private static Conflict changed() {
        return new Conflict("flag.changed", "Somebody else has changed this flag. Read it again.");
    }
}
