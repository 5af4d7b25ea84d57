package io.tenancy.core.serviceaccount;

import io.tenancy.core.Check;
import java.util.Optional;
import java.util.Set;

/** What of a service account is to be changed; what is absent stays. */
public record ServiceAccountChange(Optional<String> name, Optional<String> description, Optional<Set<String>> roles) {
    public ServiceAccountChange(Optional<String> name, Optional<String> description, Optional<Set<String>> roles) {
        this.name = name.map(text -> Check.text("name", text, 100));
        this.description = description.map(text -> Check.optionalText("description", text, 500));
        this.roles = roles.map(NewServiceAccount::checked);
    }
}
