package io.tenancy.core.user;

import io.tenancy.core.Check;
import java.util.Optional;
import java.util.Set;

/** What of a user is to be changed; what is absent stays. */
public record UserChange(Optional<String> name, Optional<Set<String>> roles) {
    public UserChange(Optional<String> name, Optional<Set<String>> roles) {
        this.name = name.map(text -> Check.text("name", text, 200));
        this.roles = roles.map(NewUser::checked);
    }
}
