package io.tenancy.examples.notes;

import io.tenancy.core.setting.Kind;
import io.tenancy.core.setting.SettingKey;
import io.tenancy.core.setting.SettingSource;
import java.util.List;

/** What tenants can set in this service, beside what they can set in Tenancy. */
public final class NoteSettings implements SettingSource {
    static final SettingKey<Long> LENGTH =
            SettingKey.of("note_length", "How many characters a note has at most.", Kind.whole(1, 2_000), 2_000L);

    @Override
    public List<SettingKey<?>> settings() {
        return List.of(LENGTH);
    }
}
