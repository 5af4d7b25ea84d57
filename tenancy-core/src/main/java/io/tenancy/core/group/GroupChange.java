package io.tenancy.core.group;

import io.tenancy.core.Check;
import java.util.Optional;
import java.util.Set;

/** What of a group is to be changed; what is absent stays. */
public record GroupChange(Optional<String> name, Optional<String> description, Optional<Set<String>> roles) {
    public GroupChange(Optional<String> name, Optional<String> description, Optional<Set<String>> roles) {
        this.name = name.map(text -> Check.text("name", text, 100));
        this.description = description.map(text -> Check.optionalText("description", text, 500));
        this.roles = roles.map(NewGroup::checked);
    }
}
