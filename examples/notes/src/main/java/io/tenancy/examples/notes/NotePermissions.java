package io.tenancy.examples.notes;

import io.tenancy.core.access.Permission;
import io.tenancy.core.access.PermissionSource;
import java.util.List;

/** What roles can allow in this service, beside what they can allow in Tenancy. */
public final class NotePermissions implements PermissionSource {
    public static final Permission NOTE_READ = new Permission("note:read");
    public static final Permission NOTE_WRITE = new Permission("note:write");

    @Override
    public List<Definition> permissions() {
        return List.of(
                new Definition(NOTE_READ, "Read notes.", Holders.EVERYBODY),
                new Definition(NOTE_WRITE, "Write and delete notes.", Holders.MEMBERS));
    }
}
