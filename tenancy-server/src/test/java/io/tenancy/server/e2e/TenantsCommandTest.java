package io.tenancy.server.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The commands for tenants, from one whose place could not be made to none. */
class TenantsCommandTest {
    private static final String ID = "0193b3a0-0000-7000-8000-00000000ac3e";

    private final Deployment deployment = Deployment.fresh();

    @Test
    void listRetryAndPurgeLeadATenantFromAFailureToItsEnd() {
        run("bootstrap", "--email", "olga@operators.test", "--name", "Olga", "config.yml");
        plantATenantThatIsNotReady();

        assertThat(run("tenants", "list", "--failed", "config.yml").output())
                .contains(ID, "acme", "provisioning", "schema", "place failed 3 times", "The disk was full.")
                .doesNotContain("platform");
        assertThat(run("tenants", "retry", "acme", "config.yml"))
                .satisfies(ended -> assertThat(ended.output()).contains("The tenant acme is active."))
                .satisfies(ended -> assertThat(ended.status()).isZero());
        deployment
                .database()
                .plant("UPDATE catalogue.tenants SET status = 'DELETING', purge_at = now() + '1 day'" + " WHERE id = '"
                        + ID + "'");
        assertThat(run("tenants", "purge", "acme", "--confirm", "amce", "config.yml"))
                .isEqualTo(new Ended(1, "", "This is not the slug of the tenant that is to be erased."));
        assertThat(run("tenants", "purge", ID, "--confirm", "acme", "config.yml"))
                .isEqualTo(new Ended(0, "The tenant acme is erased.", ""));

        assertThat(deployment.database().texts("SELECT slug FROM catalogue.tenants"))
                .containsExactly("platform");
        assertThat(deployment
                        .database()
                        .texts("SELECT action FROM tenancy.journal WHERE target = '" + ID + "'"
                                + " AND actor_kind = 'SYSTEM' ORDER BY at"))
                .containsExactly("tenant.activated", "tenant.purged");
    }

    private void plantATenantThatIsNotReady() {
        deployment
                .database()
                .plant("INSERT INTO catalogue.tenants (id, slug, name, name_key, contact_name, contact_email,"
                        + " status, isolation, store, plan, region, created_at, updated_at, version, failure_step, failure_reason,"
                        + " failed_at, failures, retry_at) VALUES ('" + ID
                        + "', 'acme', 'Acme', 'acme', 'Ada', 'ada@acme.test',"
                        + " 'PROVISIONING', 'SCHEMA', 'main', 'free', 'eu', now(), now(), 1, 'PLACE', 'The disk was full.',"
                        + " now(), 3, now())");
    }

    private Ended run(String... arguments) {
        return Ended.run(deployment, arguments);
    }
}
