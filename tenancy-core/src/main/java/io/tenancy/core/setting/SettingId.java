package io.tenancy.core.setting;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import io.tenancy.core.Id;
import java.util.UUID;

/** Under what an audit trail has the changes of one setting: always the same for a name, and for a person and a name. */
public record SettingId(UUID value) implements Id {
    public SettingId {
        requireNonNull(value);
    }

    static SettingId of(Place place, SettingKey<?> key) {
        String whose = place.user()
                .map(Id::value)
                .map(UUID::toString)
                .orElse(place.plan().map(Id::value).map(UUID::toString).orElse(""));
        return new SettingId(UUID.nameUUIDFromBytes(
                ("setting\n" + place.level() + "\n" + whose + "\n" + key.key()).getBytes(UTF_8)));
    }
}
