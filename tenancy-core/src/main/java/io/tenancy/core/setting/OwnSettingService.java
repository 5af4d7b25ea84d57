package io.tenancy.core.setting;

import static java.util.Objects.requireNonNull;

import io.tenancy.core.Page;
import io.tenancy.core.PageRequest;
import io.tenancy.core.TenancyException.NotFound;
import io.tenancy.core.access.Caller;
import io.tenancy.core.access.Gate;
import io.tenancy.core.access.Work;
import io.tenancy.core.plan.PlanId;
import io.tenancy.core.setting.Inheritance.Layers;
import io.tenancy.core.tenant.TenantId;
import io.tenancy.core.tenant.TenantScope;
import io.tenancy.core.user.UserId;
import java.util.Optional;
import java.util.function.Function;

/** What people set for themselves. It knows no operator who is in the tenant to help. */
public final class OwnSettingService {
    private final Gate gate;
    private final SettingStore settings;
    private final Editing editing;

    public OwnSettingService(Gate gate, SettingStore settings, Editing editing) {
        this.gate = requireNonNull(gate);
        this.settings = requireNonNull(settings);
        this.editing = requireNonNull(editing);
    }

    /** Every setting that people can set for themselves, with the value that holds for the caller, on one page. */
    public Page<Setting> list(Caller caller) {
        return query(caller, editing::list);
    }

    public Setting get(Caller caller, String name) {
        return query(caller, own -> editing.get(own, name));
    }

    /** What the caller has changed of a setting, the youngest change first. */
    public Page<SettingChange> history(Caller caller, String name, PageRequest request) {
        return query(caller, own -> editing.history(own.scope, own, name, request));
    }

    public Setting put(Caller caller, String name, NewValue wanted) {
        requireNoVisitor(caller);
        return gate.ownCommand(caller, work -> editing.put(work, locked(work, caller), name, wanted));
    }

    /** Goes back to what holds for the tenant. */
    public Setting reset(Caller caller, String name) {
        requireNoVisitor(caller);
        return gate.ownCommand(caller, work -> editing.reset(work, locked(work, caller), name));
    }

    private <T> T query(Caller caller, Function<Own, T> question) {
        requireNoVisitor(caller);
        return gate.ownQuery(caller, scope -> question.apply(own(scope, caller)));
    }

    private Own locked(Work work, Caller caller) {
        work.lock("settings of " + caller.actor().id());
        return own(work.scope(), caller);
    }

    private Own own(TenantScope scope, Caller caller) {
        return new Own(scope, new UserId(caller.actor().id()));
    }

    private static void requireNoVisitor(Caller caller) {
        if (caller.isVisitor()) {
            throw new NotFound("setting");
        }
    }

    /** What a person has set. */
    private final class Own implements Place {
        private final TenantScope scope;
        private final UserId user;

        Own(TenantScope scope, UserId user) {
            this.scope = scope;
            this.user = user;
        }

        @Override
        public Level level() {
            return Level.USER;
        }

        @Override
        public String noun() {
            return "own_setting";
        }

        @Override
        public Optional<TenantId> tenant() {
            return Optional.of(scope.id());
        }

        @Override
        public Optional<UserId> user() {
            return Optional.of(user);
        }

        @Override
        public Optional<PlanId> plan() {
            return Optional.empty();
        }

        @Override
        public Layers layers() {
            return editing.inheritance().user(scope, user);
        }

        @Override
        public void put(SetValue value) {
            settings.put(scope, user, value);
        }

        @Override
        public boolean remove(String key) {
            return settings.remove(scope, user, key);
        }
    }
}
