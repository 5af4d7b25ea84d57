package io.tenancy.examples.notes;

import static java.util.Objects.requireNonNull;

import io.tenancy.core.TenancyException.Invalid;
import io.tenancy.core.access.Work;
import io.tenancy.core.setting.SettingValues;
import io.tenancy.core.subscription.PlanQuotas;
import io.tenancy.core.tenant.TenantScope;
import io.tenancy.core.usage.MeteredUse;
import io.tenancy.core.usage.Reading;
import io.tenancy.core.usage.UsageStore;
import java.util.List;
import java.util.Optional;
import java.util.function.ToLongFunction;

/** What the settings and the plan of a tenant say about its notes. */
final class NoteTerms {
    private static final String SOURCE = "notes";

    private final SettingValues values;
    private final PlanQuotas quotas;
    private final MeteredUse use;
    private final UsageStore usage;

    NoteTerms(SettingValues values, PlanQuotas quotas, MeteredUse use, UsageStore usage) {
        this.values = requireNonNull(values);
        this.quotas = requireNonNull(quotas);
        this.use = requireNonNull(use);
        this.usage = requireNonNull(usage);
    }

    /** Refuses a note that is longer than the tenant wants, and one more than its plan includes. */
    void require(Work work, NewNote wanted, ToLongFunction<TenantScope> there) {
        long most = values.of(work.scope(), NoteSettings.LENGTH);
        if (wanted.text().length() > most) {
            throw new Invalid("text", "text.too_long", "The field text has at most " + most + " characters.");
        }
        work.reserve(NoteEntitlements.NOTES, there);
        quotas.spend(work, NoteEntitlements.WRITTEN, 1, use);
    }

    /** Counts a note as written, in the transaction that writes it. */
    void count(Work work, Note note) {
        Reading one = new Reading(
                SOURCE,
                note.id().value().toString(),
                NoteMeters.WRITTEN.name(),
                work.now(),
                1,
                "",
                Optional.empty(),
                Optional.empty());
        var unused = usage.add(work.scope(), List.of(one), work.now());
    }
}
