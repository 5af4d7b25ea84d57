package io.tenancy.core.archive;

import static java.util.Objects.requireNonNull;

import io.tenancy.core.access.Work;
import io.tenancy.core.audit.JournalSealer;
import io.tenancy.core.hold.Holds;
import io.tenancy.core.job.Job;
import io.tenancy.core.job.JobKind;
import io.tenancy.core.job.JobRefused;
import java.util.List;
import java.util.UUID;

/**
 * Erases what is left of a user whose account is gone: the rows that belong to them, then the details of their entries in
 * the journal. These are sealed first, because one that is not sealed is not verified without its details. It fails while a
 * legal hold is on the tenant, and can be tried again afterwards.
 */
public final class ErasureJob implements JobKind {
    /** How many steps it says that it has: one for rows, one for the journal. */
    static final int TOTAL = 2;

    /** The name of this kind. */
    public static final String NAME = "user-erasure";

    private static final int ROWS = 2_000;
    private static final int ENTRIES = 1_000;
    private static final String ROWS_GONE = "rows gone";
    private static final String SEALED = "sealed";

    private final TenantRows rows;
    private final PersonalEntries entries;
    private final JournalSealer sealer;
    private final Holds holds;

    public ErasureJob(TenantRows rows, PersonalEntries entries, JournalSealer sealer, Holds holds) {
        this.rows = requireNonNull(rows);
        this.entries = requireNonNull(entries);
        this.sealer = requireNonNull(sealer);
        this.holds = requireNonNull(holds);
    }

    @Override
    public String name() {
        return NAME;
    }

    /** Who does not pay keeps the right to this. */
    @Override
    public boolean restsWhileClosed() {
        return false;
    }

    @Override
    public Step step(Work work, Job job, Material material) {
        if (holds.isHeld(work)) {
            throw new JobRefused("A legal hold is on this tenant. Try again when it has ended.");
        }
        UUID person = UUID.fromString(material.input());
        return switch (material.checkpoint()) {
            case "" ->
                rows.removeOf(work.scope(), person, ROWS) > 0
                        ? new Step("", 0, List.of(), false)
                        : new Step(ROWS_GONE, 1, List.of(), false);
            case ROWS_GONE -> {
                sealer.seal(work);
                yield new Step(SEALED, 0, List.of(), false);
            }
            default ->
                entries.erase(work.scope(), person, ENTRIES) > 0
                        ? new Step(SEALED, 0, List.of(), false)
                        : new Step(SEALED, 1, List.of(), true);
        };
    }
}
