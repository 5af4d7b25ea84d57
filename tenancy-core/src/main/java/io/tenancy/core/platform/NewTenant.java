package io.tenancy.core.platform;

import io.tenancy.core.Check;
import io.tenancy.core.tenant.Contact;
import io.tenancy.core.tenant.Isolation;
import io.tenancy.core.tenant.Slug;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What it takes to create a tenant; its contact becomes its first owner. */
public record NewTenant(
        String slug,
        String name,
        Contact owner,
        OwnerAccess ownerAccess,
        Optional<Isolation> isolation,
        Optional<String> plan,
        Optional<String> region,
        Optional<String> store) {

    /** How the first owner gets in. */
    public enum OwnerAccess {
        /** By a mail with a token that is good for seven days. */
        INVITATION,
        /** By a password in the answer, which is replaced at the first sign-in. */
        ONE_TIME_PASSWORD
    }

    public NewTenant(
            @Nullable String slug,
            @Nullable String name,
            @Nullable Contact owner,
            @Nullable OwnerAccess ownerAccess,
            Optional<Isolation> isolation,
            Optional<String> plan,
            Optional<String> region,
            Optional<String> store) {
        this.slug = Slug.check(slug);
        this.name = Check.text("name", name, 200);
        this.owner = Check.present("owner", owner);
        this.ownerAccess = ownerAccess == null ? OwnerAccess.INVITATION : ownerAccess;
        this.isolation = isolation;
        this.plan = plan.map(text -> Check.text("plan", text, 40));
        this.region = region.map(text -> Check.text("region", text, 40));
        this.store = store.map(text -> Check.text("store", text, 40));
    }
}
