package io.tenancy.core.setting;

import static io.tenancy.core.access.Permissions.SETTING_READ;
import static io.tenancy.core.access.Permissions.SETTING_WRITE;
import static java.util.Objects.requireNonNull;

import io.tenancy.core.Page;
import io.tenancy.core.TenancyException.NotFound;
import io.tenancy.core.access.Caller;
import io.tenancy.core.access.Difference;
import io.tenancy.core.access.Gate;
import io.tenancy.core.access.Work;
import io.tenancy.core.tenant.TenantScope;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reading and changing the settings of the caller's tenant. */
public final class SettingService {
    private final Gate gate;
    private final SettingStore settings;

    public SettingService(Gate gate, SettingStore settings) {
        this.gate = requireNonNull(gate);
        this.settings = requireNonNull(settings);
    }

    /** Every setting there is, with the tenant's value or the default, on one page. */
    public Page<Setting> list(Caller caller) {
        return gate.query(caller, SETTING_READ, scope -> {
            Map<String, Setting> set =
                    settings.list(scope).stream().collect(Collectors.toMap(Setting::key, Function.identity()));
            return new Page<>(
                    Stream.of(SettingKey.values())
                            .map(key -> set.getOrDefault(key.key(), Setting.standard(key)))
                            .toList(),
                    Optional.empty());
        });
    }

    public Setting get(Caller caller, String name) {
        return gate.query(caller, SETTING_READ, scope -> current(scope, known(name)));
    }

    public Setting put(Caller caller, String name, NewValue wanted) {
        return gate.command(caller, SETTING_WRITE, work -> {
            SettingKey key = checked(work, name);
            String before = current(work.scope(), key).value();
            Setting setting = new Setting(key.key(), key.check(wanted.value()), Optional.of(work.now()));
            settings.put(work.scope(), setting);
            work.record("setting.changed", work.scope().id(), Difference.between(name, before, setting.value()));
            return setting;
        });
    }

    /** Goes back to the default. */
    public Setting reset(Caller caller, String name) {
        return gate.command(caller, SETTING_WRITE, work -> {
            SettingKey key = checked(work, name);
            String before = current(work.scope(), key).value();
            if (settings.remove(work.scope(), key.key())) {
                work.record("setting.reset", work.scope().id(), Difference.removed(name, before));
            } else {
                work.changedNothing();
            }
            return Setting.standard(key);
        });
    }

    private SettingKey checked(Work work, String name) {
        SettingKey key = known(name);
        work.lock("settings");
        work.check(current(work.scope(), key));
        return key;
    }

    private Setting current(TenantScope scope, SettingKey key) {
        return settings.list(scope).stream()
                .filter(setting -> setting.key().equals(key.key()))
                .findAny()
                .orElseGet(() -> Setting.standard(key));
    }

    private static SettingKey known(String name) {
        return SettingKey.named(name).orElseThrow(() -> new NotFound("setting"));
    }
}
