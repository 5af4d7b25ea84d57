package io.tenancy.core.setting;

import static io.tenancy.core.access.Permissions.PLATFORM_READ_SETTINGS;
import static io.tenancy.core.access.Permissions.PLATFORM_WRITE_SETTINGS;
import static java.util.Objects.requireNonNull;

import io.tenancy.core.Page;
import io.tenancy.core.PageRequest;
import io.tenancy.core.access.Caller;
import io.tenancy.core.access.Gate;
import io.tenancy.core.plan.PlanId;
import io.tenancy.core.setting.Inheritance.Layers;
import io.tenancy.core.tenant.TenantId;
import io.tenancy.core.user.UserId;
import java.util.Optional;

/** What operators set for all tenants. */
public final class PlatformSettingService {
    private static final String LOCK = "platform settings";

    private final Gate gate;
    private final SharedSettings shared;
    private final Editing editing;
    private final Place place = new Platform();

    public PlatformSettingService(Gate gate, SharedSettings shared, Editing editing) {
        this.gate = requireNonNull(gate);
        this.shared = requireNonNull(shared);
        this.editing = requireNonNull(editing);
    }

    /** Every setting that tenants inherit from the platform, with its value, on one page. */
    public Page<Setting> list(Caller caller) {
        return gate.query(caller, PLATFORM_READ_SETTINGS, scope -> editing.list(place));
    }

    public Setting get(Caller caller, String name) {
        return gate.query(caller, PLATFORM_READ_SETTINGS, scope -> editing.get(place, name));
    }

    /** The changes of a value, the youngest first; of a secret only when and by whom. */
    public Page<SettingChange> history(Caller caller, String name, PageRequest request) {
        return gate.query(caller, PLATFORM_READ_SETTINGS, scope -> editing.history(scope, place, name, request));
    }

    public Setting put(Caller caller, String name, NewValue wanted) {
        return gate.command(caller, PLATFORM_WRITE_SETTINGS, work -> {
            work.lock(LOCK);
            return editing.put(work, place, name, wanted);
        });
    }

    /** Goes back to the default. */
    public Setting reset(Caller caller, String name) {
        return gate.command(caller, PLATFORM_WRITE_SETTINGS, work -> {
            work.lock(LOCK);
            return editing.reset(work, place, name);
        });
    }

    /** What holds for all tenants. */
    private final class Platform implements Place {
        @Override
        public Level level() {
            return Level.PLATFORM;
        }

        @Override
        public String noun() {
            return "platform_setting";
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
            return Optional.empty();
        }

        @Override
        public Layers layers() {
            return editing.inheritance().platform();
        }

        @Override
        public void put(SetValue value) {
            shared.put(value);
        }

        @Override
        public boolean remove(String key) {
            return shared.remove(key);
        }
    }
}
