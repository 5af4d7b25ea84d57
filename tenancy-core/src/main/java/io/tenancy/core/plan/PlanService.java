package io.tenancy.core.plan;

import static io.tenancy.core.access.Permissions.PLATFORM_READ_PLANS;
import static io.tenancy.core.access.Permissions.PLATFORM_WRITE_PLANS;
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
import io.tenancy.core.plan.Plan.Status;
import java.util.Optional;
import java.util.function.Predicate;

/** What operators do with plans. One of them at a time changes any. */
public final class PlanService {
    private static final String LOCK = "plans";

    private final Gate gate;
    private final PlanStore plans;
    private final Cursors cursors;
    private final Predicate<String> addable;

    /**
     * Plans on these ports.
     *
     * @param addable of which entitlements the use of some hours can be added up, as an outside biller does
     */
    public PlanService(Gate gate, PlanStore plans, Cursors cursors, Predicate<String> addable) {
        this.gate = requireNonNull(gate);
        this.plans = requireNonNull(plans);
        this.cursors = requireNonNull(cursors);
        this.addable = requireNonNull(addable);
    }

    /** The versions of all plans, or those in a status. */
    public Page<Plan> list(Caller caller, Optional<Status> status, PageRequest request) {
        return gate.query(
                caller,
                PLATFORM_READ_PLANS,
                scope -> cursors.page(
                        scope.id(),
                        "plans " + status,
                        request,
                        (after, limit) -> plans.list(status, after, limit),
                        plan -> new Position("", plan.id().value())));
    }

    public Plan get(Caller caller, PlanId id) {
        return gate.query(caller, PLATFORM_READ_PLANS, scope -> existing(id));
    }

    /** Drafts a new plan, or the next version of one. */
    public Plan create(Caller caller, NewPlan wanted) {
        return gate.command(caller, PLATFORM_WRITE_PLANS, work -> {
            work.lock(LOCK);
            int number = plans.newest(wanted.key()) + 1;
            Plan plan = Plan.draft(new PlanId(work.newId()), number, wanted, work.now());
            requireAddable(plan);
            if (!plans.add(plan)) {
                throw new Conflict("plan.draft_exists", "The plan has a draft already. Change or delete that.");
            }
            work.record("plan.drafted", plan.id(), Plan.differences(Optional.empty(), plan));
            return plan;
        });
    }

    public Plan update(Caller caller, PlanId id, PlanChange change) {
        return gate.command(caller, PLATFORM_WRITE_PLANS, work -> {
            Plan draft = in(Status.DRAFT, known(work, id));
            if (!change.changes(draft)) {
                work.changedNothing();
                return draft;
            }
            Plan changed = draft.with(change, work.now());
            requireAddable(changed);
            return saved(work, "plan.updated", draft, changed);
        });
    }

    /** Lets tenants be moved to a draft, which can no longer be changed; the version that was published is retired. */
    public Plan publish(Caller caller, PlanId id) {
        return gate.command(caller, PLATFORM_WRITE_PLANS, work -> {
            Plan draft = in(Status.DRAFT, known(work, id));
            plans.published(draft.key())
                    .ifPresent(before -> saved(work, "plan.retired", before, before.retired(work.now())));
            return saved(work, "plan.published", draft, draft.published(work.now()));
        });
    }

    /** Lets no tenant be moved to it any more; those who have it keep it. */
    public Plan retire(Caller caller, PlanId id) {
        return gate.command(caller, PLATFORM_WRITE_PLANS, work -> {
            Plan plan = in(Status.PUBLISHED, known(work, id));
            return saved(work, "plan.retired", plan, plan.retired(work.now()));
        });
    }

    /** Deletes a draft. */
    public void delete(Caller caller, PlanId id) {
        gate.command(caller, PLATFORM_WRITE_PLANS, work -> {
            Plan draft = in(Status.DRAFT, known(work, id));
            if (!plans.delete(id)) {
                throw work.lost(changed());
            }
            work.record("plan.deleted", id, Difference.removed("plan", draft.title()));
            return draft;
        });
    }

    /** What an outside biller is told of is added up there; the greatest, the latest and different values cannot be. */
    private void requireAddable(Plan plan) {
        plan.prices().stream()
                .flatMap(price -> price.overages().stream())
                .filter(overage -> overage.reference().isPresent() && !addable.test(overage.entitlement()))
                .findAny()
                .ifPresent(overage -> {
                    throw new Invalid(
                            "overages",
                            "overages.not_addable",
                            "A biller adds up what it is told of " + overage.entitlement()
                                    + ", which its meter does not: leave out the reference.");
                });
    }

    private Plan known(Work work, PlanId id) {
        work.lock(LOCK);
        Plan plan = existing(id);
        work.check(plan);
        return plan;
    }

    private Plan existing(PlanId id) {
        return plans.find(id).orElseThrow(() -> new NotFound("plan"));
    }

    private Plan saved(Work work, String action, Plan before, Plan after) {
        if (!plans.update(after)) {
            throw work.lost(changed());
        }
        work.record(action, after.id(), Plan.differences(Optional.of(before), after));
        return after;
    }

    private static Plan in(Status needed, Plan plan) {
        if (plan.status() != needed) {
            throw new Conflict(
                    "plan.status",
                    needed == Status.DRAFT
                            ? "This needs a draft; what was published is never changed or deleted."
                            : "This needs a version that is published.");
        }
        return plan;
    }

    private static Conflict changed() {
        return new Conflict("plan.changed", "Somebody else has changed this plan. Read it again.");
    }
}
