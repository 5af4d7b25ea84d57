package io.tenancy.persistence;

/** Is told how a migration of tenants gets on. Calls come from several threads, one at a time. */
public interface FleetProgress {
    /** The tenants that go together. */
    enum Wave {
        CANARY,
        TENTH,
        ALL
    }

    /** How it ends for a tenant. */
    enum Result {
        MIGRATED,
        CURRENT,
        FAILED
    }

    /** Is told, and does nothing. */
    FleetProgress NONE = new FleetProgress() {
        @Override
        public void waits() {}

        @Override
        public void begins(Wave wave, int tenants) {}

        @Override
        public void ends(String tenant, Result result) {}
    };

    /** Another run is under way; this one waits for its end, and does what that leaves. */
    void waits();

    /** So many tenants come now. */
    void begins(Wave wave, int tenants);

    /** A tenant, by its slug, has had its turn. */
    void ends(String tenant, Result result);
}
