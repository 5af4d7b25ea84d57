package io.tenancy.core.setting;

import static io.tenancy.core.access.Permissions.PLATFORM_READ_PLANS;
import static io.tenancy.core.access.Permissions.PLATFORM_WRITE_PLANS;
import static java.util.Objects.requireNonNull;

import io.tenancy.core.Page;
import io.tenancy.core.PageRequest;
import io.tenancy.core.TenancyException.Conflict;
import io.tenancy.core.TenancyException.NotFound;
import io.tenancy.core.access.Caller;
import io.tenancy.core.access.Gate;
import io.tenancy.core.access.Work;
import io.tenancy.core.plan.Plan;
import io.tenancy.core.plan.PlanId;
import io.tenancy.core.plan.PlanStore;
import io.tenancy.core.setting.Inheritance.Layers;
import io.tenancy.core.tenant.TenantId;
import io.tenancy.core.user.UserId;
import java.util.Optional;

/** What operators set for the tenants with a version of a plan. Of a draft it can be changed, and then never again. */
public final class PlanSettingService {
    /** That of all changes of plans, so that none is published meanwhile. */
    private static final String LOCK = "plans";

    private final Gate gate;
    private final PlanStore plans;
    private final SharedSettings shared;
    private final Editing editing;

    public PlanSettingService(Gate gate, PlanStore plans, SharedSettings shared, Editing editing) {
        this.gate = requireNonNull(gate);
        this.plans = requireNonNull(plans);
        this.shared = requireNonNull(shared);
        this.editing = requireNonNull(editing);
    }

    /** Every setting that can be in a plan, with the value that holds for its tenants, on one page. */
    public Page<Setting> list(Caller caller, PlanId plan) {
        return gate.query(caller, PLATFORM_READ_PLANS, scope -> editing.list(known(plan)));
    }

    public Setting get(Caller caller, PlanId plan, String name) {
        return gate.query(caller, PLATFORM_READ_PLANS, scope -> editing.get(known(plan), name));
    }

    /** The changes of a value, the youngest first. */
    public Page<SettingChange> history(Caller caller, PlanId plan, String name, PageRequest request) {
        return gate.query(caller, PLATFORM_READ_PLANS, scope -> editing.history(scope, known(plan), name, request));
    }

    public Setting put(Caller caller, PlanId plan, String name, NewValue wanted) {
        return gate.command(caller, PLATFORM_WRITE_PLANS, work -> editing.put(work, draft(work, plan), name, wanted));
    }

    /** Goes back to what the platform says, or the default. */
    public Setting reset(Caller caller, PlanId plan, String name) {
        return gate.command(caller, PLATFORM_WRITE_PLANS, work -> editing.reset(work, draft(work, plan), name));
    }

    private Place known(PlanId plan) {
        return new Planned(existing(plan).id());
    }

    private Place draft(Work work, PlanId plan) {
        work.lock(LOCK);
        if (existing(plan).status() != Plan.Status.DRAFT) {
            throw new Conflict("plan.status", "This needs a draft; what was published is never changed or deleted.");
        }
        return new Planned(plan);
    }

    private Plan existing(PlanId plan) {
        return plans.find(plan).orElseThrow(() -> new NotFound("plan"));
    }

    /** What a version of a plan says. */
    private final class Planned implements Place {
        private final PlanId id;

        Planned(PlanId id) {
            this.id = id;
        }

        @Override
        public Level level() {
            return Level.PLAN;
        }

        @Override
        public String noun() {
            return "plan_setting";
        }

        @Override
        public Optional<TenantId> tenant() {
            return Optional.empty();
        }

        @Override
        public Optional<UserId> user() {
            return Optional.empty();
        }

        @Override
        public Optional<PlanId> plan() {
            return Optional.of(id);
        }

        @Override
        public Layers layers() {
            return editing.inheritance().plan(id);
        }

        @Override
        public void put(SetValue value) {
            shared.put(id, value);
        }

        @Override
        public boolean remove(String key) {
            return shared.remove(id, key);
        }
    }
}
