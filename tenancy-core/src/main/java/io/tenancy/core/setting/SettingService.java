package io.tenancy.core.setting;

import static io.tenancy.core.access.Permissions.SETTING_READ;
import static io.tenancy.core.access.Permissions.SETTING_WRITE;
import static java.util.Objects.requireNonNull;

import io.tenancy.core.Page;
import io.tenancy.core.PageRequest;
import io.tenancy.core.access.Caller;
import io.tenancy.core.access.Gate;
import io.tenancy.core.plan.PlanId;
import io.tenancy.core.setting.Inheritance.Layers;
import io.tenancy.core.tenant.TenantId;
import io.tenancy.core.tenant.TenantScope;
import io.tenancy.core.user.UserId;
import java.util.Optional;

/** Reading and changing the settings of the caller's tenant. */
public final class SettingService {
    private final Gate gate;
    private final SettingStore settings;
    private final Editing editing;

    public SettingService(Gate gate, SettingStore settings, Editing editing) {
        this.gate = requireNonNull(gate);
        this.settings = requireNonNull(settings);
        this.editing = requireNonNull(editing);
    }

    /** Every setting there is, with the value that holds for the tenant and where it comes from, on one page. */
    public Page<Setting> list(Caller caller) {
        return gate.query(caller, SETTING_READ, scope -> editing.list(new Own(scope)));
    }

    public Setting get(Caller caller, String name) {
        return gate.query(caller, SETTING_READ, scope -> editing.get(new Own(scope), name));
    }

    /** The changes of a setting, the youngest first; of a secret only when and by whom. */
    public Page<SettingChange> history(Caller caller, String name, PageRequest request) {
        return gate.query(caller, SETTING_READ, scope -> editing.history(scope, new Own(scope), name, request));
    }

    public Setting put(Caller caller, String name, NewValue wanted) {
        return gate.command(caller, SETTING_WRITE, work -> {
            work.lock("settings");
            return editing.put(work, new Own(work.scope()), name, wanted);
        });
    }

    /** Goes back to what the plan or the platform says, or the default. */
    public Setting reset(Caller caller, String name) {
        return gate.command(caller, SETTING_WRITE, work -> {
            work.lock("settings");
            return editing.reset(work, new Own(work.scope()), name);
        });
    }

    /** What a tenant has set. */
    private final class Own implements Place {
        private final TenantScope scope;

        Own(TenantScope scope) {
            this.scope = scope;
        }

        @Override
        public Level level() {
            return Level.TENANT;
        }

        @Override
        public String noun() {
            return "setting";
        }

        @Override
        public Optional<TenantId> tenant() {
            return Optional.of(scope.id());
        }

        @Override
        public Optional<UserId> user() {
            return Optional.empty();
        }

        @Override
        public Optional<PlanId> plan() {
            return Optional.empty();
        }

        @Override
        public Layers layers() {
            return editing.inheritance().tenant(scope);
        }

        @Override
        public void put(SetValue value) {
            settings.put(scope, value);
        }

        @Override
        public boolean remove(String key) {
            return settings.remove(scope, key);
        }
    }
}
