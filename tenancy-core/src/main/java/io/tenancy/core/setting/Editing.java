package io.tenancy.core.setting;

import static java.util.Objects.requireNonNull;

import io.tenancy.core.Cursors;
import io.tenancy.core.Page;
import io.tenancy.core.PageRequest;
import io.tenancy.core.Position;
import io.tenancy.core.Secret;
import io.tenancy.core.TenancyException.NotFound;
import io.tenancy.core.access.Difference;
import io.tenancy.core.access.Work;
import io.tenancy.core.audit.AuditQuery;
import io.tenancy.core.audit.AuditStore;
import io.tenancy.core.setting.Inheritance.Layers;
import io.tenancy.core.tenant.TenantScope;
import java.util.List;
import java.util.Optional;

/** What is the same wherever values are set: by tenants, by people, in plans and by operators. */
public final class Editing {
    private final SettingKeys keys;
    private final Inheritance inheritance;
    private final SettingBox box;
    private final AuditStore entries;
    private final Cursors cursors;

    /**
     * @param inheritance from stores that remember nothing
     */
    public Editing(SettingKeys keys, Inheritance inheritance, SettingBox box, AuditStore entries, Cursors cursors) {
        this.keys = requireNonNull(keys);
        this.inheritance = requireNonNull(inheritance);
        this.box = requireNonNull(box);
        this.entries = requireNonNull(entries);
        this.cursors = requireNonNull(cursors);
    }

    Inheritance inheritance() {
        return inheritance;
    }

    Page<Setting> list(Place place) {
        Layers layers = place.layers();
        List<Setting> all =
                keys.at(place.level()).stream().map(key -> layers.show(key)).toList();
        return new Page<>(all, Optional.empty());
    }

    Setting get(Place place, String name) {
        return place.layers().show(known(place, name));
    }

    /** Sets a value, behind a lock of the place. */
    Setting put(Work work, Place place, String name, NewValue wanted) {
        SettingKey<?> key = known(place, name);
        Setting before = place.layers().show(key);
        work.check(before);
        String kept = key.isSecret() ? sealed(place, key, wanted) : key.kept(wanted.value());
        place.put(new SetValue(key.key(), kept, work.now()));
        Setting after = place.layers().show(key);
        work.record(
                place.noun() + ".changed",
                SettingId.of(place, key),
                key.isSecret()
                        ? List.of()
                        : List.of(Difference.between(
                                key.key(),
                                before.value().orElseThrow(),
                                after.value().orElseThrow())));
        return after;
    }

    /** Removes a value, behind a lock of the place, so that what is inherited holds again. */
    Setting reset(Work work, Place place, String name) {
        SettingKey<?> key = known(place, name);
        Setting before = place.layers().show(key);
        work.check(before);
        if (!place.remove(key.key())) {
            work.changedNothing();
            return before;
        }
        work.record(
                place.noun() + ".reset",
                SettingId.of(place, key),
                before.value().stream()
                        .map(value -> Difference.removed(key.key(), value))
                        .toList());
        return place.layers().show(key);
    }

    /** The changes of a setting, the youngest first. */
    Page<SettingChange> history(TenantScope scope, Place place, String name, PageRequest request) {
        SettingKey<?> key = known(place, name);
        SettingId id = SettingId.of(place, key);
        AuditQuery query = new AuditQuery(
                Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.of(id.value()));
        return cursors.page(
                scope.id(),
                "setting history " + id.value(),
                request,
                (before, limit) -> entries.list(scope, query, before, limit).stream()
                        .map(entry -> SettingChange.of(entry, key))
                        .toList(),
                change -> new Position("", change.id()));
    }

    private String sealed(Place place, SettingKey<?> key, NewValue wanted) {
        Secret secret = new Secret(key.kept(wanted.value()));
        return box.seal(new SettingBox.Row(place.tenant(), place.user(), key.key()), secret);
    }

    private SettingKey<?> known(Place place, String name) {
        return keys.named(name, place.level()).orElseThrow(() -> new NotFound("setting"));
    }
}
