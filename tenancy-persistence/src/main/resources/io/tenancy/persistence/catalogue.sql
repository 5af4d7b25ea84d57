--liquibase formatted sql logicalFilePath:tenancy/catalogue

--changeset tenancy:database runAlways:true runOnChange:true splitStatements:false
-- The tenant tables are found without naming their schema; nothing is looked up in public. Always run, because a dump
-- that is restored into another database does not bring these along.
DO $$
BEGIN
    EXECUTE format('ALTER DATABASE %I SET search_path = tenancy', current_database());
    EXECUTE format('REVOKE TEMPORARY ON DATABASE %I FROM PUBLIC', current_database());
END
$$;
--rollback empty

--changeset tenancy:schemas
REVOKE ALL ON SCHEMA catalogue, tenancy FROM PUBLIC;
GRANT USAGE ON SCHEMA catalogue, tenancy TO "${appRole}";
GRANT SELECT ON catalogue.databasechangelog TO "${appRole}";
--rollback empty

--changeset tenancy:tenants
CREATE TABLE catalogue.tenants (
    id            uuid             NOT NULL,
    slug          text COLLATE "C" NOT NULL,
    name          text             NOT NULL,
    name_key      text COLLATE "C" NOT NULL,
    contact_name  text             NOT NULL,
    contact_email text             NOT NULL,
    status        text             NOT NULL,
    isolation     text             NOT NULL,
    store         text             NOT NULL,
    plan          text             NOT NULL,
    region        text             NOT NULL,
    created_at    timestamptz      NOT NULL,
    updated_at    timestamptz      NOT NULL,
    suspended_at  timestamptz,
    purge_at      timestamptz,
    version       bigint           NOT NULL,
    CONSTRAINT tenants_pk PRIMARY KEY (id),
    CONSTRAINT tenants_slug_uk UNIQUE (slug),
    CONSTRAINT tenants_slug_ck CHECK (slug ~ '^[a-z][a-z0-9-]{2,39}$'),
    CONSTRAINT tenants_name_ck CHECK (length(name) BETWEEN 1 AND 200 AND length(name_key) <= 200),
    CONSTRAINT tenants_contact_ck CHECK (length(contact_name) <= 200 AND length(contact_email) <= 254),
    CONSTRAINT tenants_status_ck
        CHECK (status IN ('PROVISIONING', 'ACTIVE', 'SUSPENDED', 'DELETING', 'PURGING')),
    CONSTRAINT tenants_isolation_ck CHECK (isolation IN ('SHARED', 'SCHEMA', 'DATABASE')),
    CONSTRAINT tenants_suspended_ck CHECK (status <> 'SUSPENDED' OR suspended_at IS NOT NULL),
    CONSTRAINT tenants_purge_ck CHECK (status <> 'DELETING' OR purge_at IS NOT NULL),
    CONSTRAINT tenants_version_ck CHECK (version > 0)
);
CREATE INDEX tenants_name_ix ON catalogue.tenants (name_key);
CREATE INDEX tenants_status_ix ON catalogue.tenants (status, id);
CREATE INDEX tenants_provisioning_ix ON catalogue.tenants (updated_at) WHERE status = 'PROVISIONING';
CREATE INDEX tenants_purge_ix ON catalogue.tenants (purge_at) WHERE status IN ('DELETING', 'PURGING');
REVOKE ALL ON catalogue.tenants FROM PUBLIC;
GRANT SELECT, INSERT, UPDATE, DELETE ON catalogue.tenants TO "${appRole}";
--rollback DROP TABLE catalogue.tenants

--changeset tenancy:signing-keys
CREATE TABLE catalogue.signing_keys (
    kid                   text        NOT NULL,
    algorithm             text        NOT NULL,
    state                 text        NOT NULL,
    public_jwk            text        NOT NULL,
    encrypted_private_jwk text        NOT NULL,
    created_at            timestamptz NOT NULL,
    CONSTRAINT signing_keys_pk PRIMARY KEY (kid),
    CONSTRAINT signing_keys_state_ck CHECK (state IN ('NEXT', 'ACTIVE', 'RETIRED'))
);
CREATE UNIQUE INDEX signing_keys_active_uk ON catalogue.signing_keys (state) WHERE state = 'ACTIVE';
REVOKE ALL ON catalogue.signing_keys FROM PUBLIC;
GRANT SELECT, INSERT ON catalogue.signing_keys TO "${appRole}";
--rollback DROP TABLE catalogue.signing_keys

--changeset tenancy:tenants-lifecycle
-- A tenant that has its own tables and was there before this change is behind until its tables are migrated.
ALTER TABLE catalogue.tenants
    ADD COLUMN read_only_at timestamptz,
    ADD COLUMN failure_step text,
    ADD COLUMN failure_reason text,
    ADD COLUMN failed_at timestamptz,
    ADD COLUMN failures integer,
    ADD COLUMN retry_at timestamptz,
    ADD COLUMN tables_version integer NOT NULL DEFAULT 0,
    DROP CONSTRAINT tenants_status_ck,
    ADD CONSTRAINT tenants_status_ck
        CHECK (status IN ('PROVISIONING', 'ACTIVE', 'READ_ONLY', 'SUSPENDED', 'DELETING', 'PURGING')),
    ADD CONSTRAINT tenants_read_only_ck CHECK (status <> 'READ_ONLY' OR read_only_at IS NOT NULL),
    ADD CONSTRAINT tenants_failure_ck
        CHECK (num_nulls(failure_step, failure_reason, failed_at, failures, retry_at) IN (0, 5)),
    ADD CONSTRAINT tenants_failure_step_ck CHECK (failure_step IN ('PLACE', 'OWNER', 'ERASE')),
    ADD CONSTRAINT tenants_failure_reason_ck CHECK (length(failure_reason) <= 500),
    ADD CONSTRAINT tenants_failures_ck CHECK (failures > 0),
    ADD CONSTRAINT tenants_tables_version_ck CHECK (tables_version >= 0);
CREATE INDEX tenants_failed_ix ON catalogue.tenants (id) WHERE failed_at IS NOT NULL;
CREATE INDEX tenants_behind_ix ON catalogue.tenants (tables_version, id) WHERE isolation <> 'SHARED';
--rollback DROP INDEX catalogue.tenants_failed_ix, catalogue.tenants_behind_ix;
--rollback UPDATE catalogue.tenants SET status = 'SUSPENDED', suspended_at = now() WHERE status = 'READ_ONLY';
--rollback ALTER TABLE catalogue.tenants
--rollback     DROP COLUMN read_only_at, DROP COLUMN failure_step, DROP COLUMN failure_reason, DROP COLUMN failed_at,
--rollback     DROP COLUMN failures, DROP COLUMN retry_at, DROP COLUMN tables_version,
--rollback     DROP CONSTRAINT tenants_status_ck,
--rollback     ADD CONSTRAINT tenants_status_ck
--rollback         CHECK (status IN ('PROVISIONING', 'ACTIVE', 'SUSPENDED', 'DELETING', 'PURGING'));

--changeset tenancy:warm-places
-- Places made for tenants to come. A row is there before its place and after it; only a ready one is taken.
CREATE TABLE catalogue.warm_places (
    tenant_id      uuid        NOT NULL,
    isolation      text        NOT NULL,
    store          text        NOT NULL,
    tables_version integer     NOT NULL,
    began_at       timestamptz NOT NULL,
    is_ready       boolean     NOT NULL,
    CONSTRAINT warm_places_pk PRIMARY KEY (tenant_id),
    CONSTRAINT warm_places_isolation_ck CHECK (isolation IN ('SCHEMA', 'DATABASE'))
);
REVOKE ALL ON catalogue.warm_places FROM PUBLIC;
GRANT SELECT, INSERT, UPDATE, DELETE ON catalogue.warm_places TO "${appRole}";
--rollback DROP TABLE catalogue.warm_places

--changeset tenancy:stores
-- What nodes have to agree on about a store; which there are, and where, is their configuration.
CREATE TABLE catalogue.stores (
    name    text    NOT NULL,
    is_full boolean NOT NULL,
    CONSTRAINT stores_pk PRIMARY KEY (name),
    CONSTRAINT stores_name_ck CHECK (name ~ '^[a-z][a-z0-9-]{0,39}$')
);
REVOKE ALL ON catalogue.stores FROM PUBLIC;
GRANT SELECT, INSERT, UPDATE ON catalogue.stores TO "${appRole}";
--rollback DROP TABLE catalogue.stores

--changeset tenancy:store-identities
-- The numbers of the server and of the database that a store was when it was migrated first.
ALTER TABLE catalogue.stores
    ADD COLUMN identity text,
    ADD CONSTRAINT stores_identity_uk UNIQUE (identity);
--rollback ALTER TABLE catalogue.stores DROP COLUMN identity

--changeset tenancy:throttles
-- Failed attempts, by keyed digests of whom and from where: whoever reads the table learns neither.
CREATE TABLE catalogue.throttles (
    digest        text        NOT NULL,
    subject       text        NOT NULL,
    failures      integer     NOT NULL,
    blocked_until timestamptz,
    familiar      boolean     NOT NULL,
    last_at       timestamptz NOT NULL,
    CONSTRAINT throttles_pk PRIMARY KEY (digest),
    CONSTRAINT throttles_failures_ck CHECK (failures >= 0)
);
CREATE INDEX throttles_subject_ix ON catalogue.throttles (subject);
CREATE INDEX throttles_last_ix ON catalogue.throttles (last_at);
REVOKE ALL ON catalogue.throttles FROM PUBLIC;
GRANT SELECT, INSERT, UPDATE, DELETE ON catalogue.throttles TO "${appRole}";
--rollback DROP TABLE catalogue.throttles

--changeset tenancy:signing-keys-rotation
-- Keys come and go: a next one is published before it signs, a retired one until its last token is of no use.
ALTER TABLE catalogue.signing_keys ADD COLUMN changed_at timestamptz;
CREATE UNIQUE INDEX signing_keys_next_uk ON catalogue.signing_keys (state) WHERE state = 'NEXT';
GRANT UPDATE, DELETE ON catalogue.signing_keys TO "${appRole}";
--rollback REVOKE UPDATE, DELETE ON catalogue.signing_keys FROM "${appRole}";
--rollback DROP INDEX catalogue.signing_keys_next_uk;
--rollback ALTER TABLE catalogue.signing_keys DROP COLUMN changed_at

--changeset tenancy:mails
-- Letters that wait to be sent. The content is sealed: it names people, and whoever reads the table does not learn whom.
CREATE TABLE catalogue.mails (
    id      uuid        NOT NULL,
    content text        NOT NULL,
    tries   integer     NOT NULL,
    due_at  timestamptz NOT NULL,
    CONSTRAINT mails_pk PRIMARY KEY (id),
    CONSTRAINT mails_tries_ck CHECK (tries >= 0)
);
CREATE INDEX mails_due_ix ON catalogue.mails (due_at, id);
REVOKE ALL ON catalogue.mails FROM PUBLIC;
GRANT SELECT, INSERT, UPDATE, DELETE ON catalogue.mails TO "${appRole}";
--rollback DROP TABLE catalogue.mails

--changeset tenancy:addresses
-- Which tenants may have an account of an address, by keyed digests: whoever reads the table learns no address.
CREATE TABLE catalogue.addresses (
    digest    text NOT NULL,
    tenant_id uuid NOT NULL,
    CONSTRAINT addresses_pk PRIMARY KEY (digest, tenant_id)
);
CREATE INDEX addresses_tenant_ix ON catalogue.addresses (tenant_id);
REVOKE ALL ON catalogue.addresses FROM PUBLIC;
GRANT SELECT, INSERT, DELETE ON catalogue.addresses TO "${appRole}";
--rollback DROP TABLE catalogue.addresses

--changeset tenancy:rate-terms
-- What was agreed with a tenant beside its plan: given by an operator, or lowered by the tenant itself.
CREATE TABLE catalogue.rate_terms (
    tenant_id        uuid NOT NULL,
    given_tenant     integer,
    given_user       integer,
    given_api_key    integer,
    given_concurrent integer,
    own_user         integer,
    own_api_key      integer,
    CONSTRAINT rate_terms_pk PRIMARY KEY (tenant_id),
    CONSTRAINT rate_terms_tenant_fk FOREIGN KEY (tenant_id) REFERENCES catalogue.tenants (id) ON DELETE CASCADE,
    CONSTRAINT rate_terms_ck CHECK (LEAST(given_tenant, given_user, given_api_key, given_concurrent) >= 0),
    CONSTRAINT rate_terms_own_ck CHECK (LEAST(own_user, own_api_key) >= 1)
);
REVOKE ALL ON catalogue.rate_terms FROM PUBLIC;
GRANT SELECT, INSERT, UPDATE, DELETE ON catalogue.rate_terms TO "${appRole}";
--rollback DROP TABLE catalogue.rate_terms

--changeset tenancy:rate-windows
-- What nodes have taken of each quota. It is worth nothing after a minute, so it is not logged: a crash empties it.
CREATE UNLOGGED TABLE catalogue.rate_windows (
    key     text COLLATE "C" NOT NULL,
    ends_at timestamptz      NOT NULL,
    taken   bigint           NOT NULL,
    granted bigint           NOT NULL,
    CONSTRAINT rate_windows_pk PRIMARY KEY (key),
    CONSTRAINT rate_windows_key_ck CHECK (length(key) <= 200)
) WITH (fillfactor = 70);
CREATE INDEX rate_windows_ends_ix ON catalogue.rate_windows (ends_at);
REVOKE ALL ON catalogue.rate_windows FROM PUBLIC;
GRANT SELECT, INSERT, UPDATE, DELETE ON catalogue.rate_windows TO "${appRole}";
--rollback DROP TABLE catalogue.rate_windows

--changeset tenancy:origins
-- The origins whose pages may read answers to callers of a tenant. A browser asks about one before it shows a token.
CREATE TABLE catalogue.origins (
    origin    text COLLATE "C" NOT NULL,
    tenant_id uuid             NOT NULL,
    set_at    timestamptz      NOT NULL,
    CONSTRAINT origins_pk PRIMARY KEY (origin, tenant_id),
    CONSTRAINT origins_origin_ck CHECK (length(origin) BETWEEN 8 AND 300)
);
CREATE INDEX origins_tenant_ix ON catalogue.origins (tenant_id);
REVOKE ALL ON catalogue.origins FROM PUBLIC;
GRANT SELECT, INSERT, UPDATE, DELETE ON catalogue.origins TO "${appRole}";
--rollback DROP TABLE catalogue.origins

--changeset tenancy:tasks
-- What runs again and again on one node at a time, and who runs it now.
CREATE TABLE catalogue.tasks (
    name         text COLLATE "C" NOT NULL,
    runs         bigint           NOT NULL,
    due_at       timestamptz      NOT NULL,
    started_at   timestamptz,
    ended_at     timestamptz,
    outcome      text,
    error        text,
    failures     integer          NOT NULL,
    succeeded_at timestamptz,
    node         text,
    lease_until  timestamptz,
    CONSTRAINT tasks_pk PRIMARY KEY (name),
    CONSTRAINT tasks_name_ck CHECK (name ~ '^[a-z][a-z0-9-]{1,39}$'),
    CONSTRAINT tasks_outcome_ck CHECK (outcome IN ('SUCCEEDED', 'FAILED')),
    CONSTRAINT tasks_counts_ck CHECK (runs >= 0 AND failures >= 0)
);
REVOKE ALL ON catalogue.tasks FROM PUBLIC;
GRANT SELECT, INSERT, UPDATE ON catalogue.tasks TO "${appRole}";
--rollback DROP TABLE catalogue.tasks

--changeset tenancy:job-queue
-- Which jobs of which tenants are due. What they are about is in the tables of their tenants.
CREATE TABLE catalogue.job_queue (
    job       uuid        NOT NULL,
    tenant    uuid        NOT NULL,
    kind      text        NOT NULL,
    tries     integer     NOT NULL,
    failures  integer     NOT NULL,
    queued_at timestamptz NOT NULL,
    due_at    timestamptz NOT NULL,
    open      boolean     NOT NULL,
    CONSTRAINT job_queue_pk PRIMARY KEY (job),
    CONSTRAINT job_queue_counts_ck CHECK (tries >= 0 AND failures >= 0)
);
CREATE INDEX job_queue_due_ix ON catalogue.job_queue (due_at, job);
CREATE INDEX job_queue_open_ix ON catalogue.job_queue (job) WHERE open;
CREATE INDEX job_queue_tenant_ix ON catalogue.job_queue (tenant);
REVOKE ALL ON catalogue.job_queue FROM PUBLIC;
GRANT SELECT, INSERT, UPDATE, DELETE ON catalogue.job_queue TO "${appRole}";
--rollback DROP TABLE catalogue.job_queue

--changeset tenancy:plans
-- One row for each version of a plan. Of a key one version is a draft at most, and one is published at most. Prices are
-- lines as "month EUR 1990", entitlements lines as "seats limit 10": a version is read and written as a whole.
CREATE TABLE catalogue.plans (
    id           uuid             NOT NULL,
    key          text COLLATE "C" NOT NULL,
    number       integer          NOT NULL,
    status       text             NOT NULL,
    name         text             NOT NULL,
    description  text             NOT NULL,
    prices       text[]           NOT NULL,
    trial_days   integer          NOT NULL,
    grace_days   integer          NOT NULL,
    entitlements text[]           NOT NULL,
    created_at   timestamptz      NOT NULL,
    updated_at   timestamptz      NOT NULL,
    published_at timestamptz,
    version      bigint           NOT NULL,
    CONSTRAINT plans_pk PRIMARY KEY (id),
    CONSTRAINT plans_number_uk UNIQUE (key, number),
    CONSTRAINT plans_status_ck CHECK (status IN ('DRAFT', 'PUBLISHED', 'RETIRED')),
    CONSTRAINT plans_published_ck CHECK ((status = 'DRAFT') = (published_at IS NULL)),
    CONSTRAINT plans_text_ck CHECK (length(key) <= 40 AND length(name) <= 100 AND length(description) <= 500),
    CONSTRAINT plans_days_ck CHECK (trial_days BETWEEN 0 AND 366 AND grace_days BETWEEN 0 AND 366),
    CONSTRAINT plans_version_ck CHECK (version > 0)
);
CREATE UNIQUE INDEX plans_draft_uk ON catalogue.plans (key) WHERE status = 'DRAFT';
CREATE UNIQUE INDEX plans_published_uk ON catalogue.plans (key) WHERE status = 'PUBLISHED';
REVOKE ALL ON catalogue.plans FROM PUBLIC;
GRANT SELECT, INSERT, UPDATE, DELETE ON catalogue.plans TO "${appRole}";
--rollback DROP TABLE catalogue.plans

--changeset tenancy:subscriptions
-- Which version of a plan each tenant has. What state it is in follows from the times.
CREATE TABLE catalogue.subscriptions (
    tenant_id       uuid        NOT NULL,
    plan_id         uuid        NOT NULL,
    every           text        NOT NULL,
    started_at      timestamptz NOT NULL,
    trial_ends_at   timestamptz,
    ends_at         timestamptz,
    next_plan_id    uuid,
    next_every      text,
    next_at         timestamptz,
    version         bigint      NOT NULL,
    CONSTRAINT subscriptions_pk PRIMARY KEY (tenant_id),
    CONSTRAINT subscriptions_tenant_fk FOREIGN KEY (tenant_id) REFERENCES catalogue.tenants (id) ON DELETE CASCADE,
    CONSTRAINT subscriptions_plan_fk FOREIGN KEY (plan_id) REFERENCES catalogue.plans (id) ON DELETE RESTRICT,
    CONSTRAINT subscriptions_next_fk FOREIGN KEY (next_plan_id) REFERENCES catalogue.plans (id) ON DELETE RESTRICT,
    CONSTRAINT subscriptions_every_ck CHECK (every IN ('MONTH', 'YEAR') AND next_every IN ('MONTH', 'YEAR')),
    CONSTRAINT subscriptions_next_ck CHECK (num_nulls(next_plan_id, next_every, next_at) IN (0, 3)),
    CONSTRAINT subscriptions_version_ck CHECK (version > 0)
);
CREATE INDEX subscriptions_due_ix ON catalogue.subscriptions (next_at) WHERE next_at IS NOT NULL;
CREATE INDEX subscriptions_plan_ix ON catalogue.subscriptions (plan_id);
REVOKE ALL ON catalogue.subscriptions FROM PUBLIC;
GRANT SELECT, INSERT, UPDATE, DELETE ON catalogue.subscriptions TO "${appRole}";
--rollback DROP TABLE catalogue.subscriptions

--changeset tenancy:exemptions
-- What was agreed with one tenant instead of what its plan says.
CREATE TABLE catalogue.exemptions (
    tenant_id   uuid             NOT NULL,
    entitlement text COLLATE "C" NOT NULL,
    included    text             NOT NULL,
    expires_at  timestamptz,
    reason      text             NOT NULL,
    set_at      timestamptz      NOT NULL,
    CONSTRAINT exemptions_pk PRIMARY KEY (tenant_id, entitlement),
    CONSTRAINT exemptions_tenant_fk FOREIGN KEY (tenant_id) REFERENCES catalogue.tenants (id) ON DELETE CASCADE,
    CONSTRAINT exemptions_text_ck CHECK (length(entitlement) <= 40 AND length(reason) <= 500)
);
REVOKE ALL ON catalogue.exemptions FROM PUBLIC;
GRANT SELECT, INSERT, UPDATE, DELETE ON catalogue.exemptions TO "${appRole}";
--rollback DROP TABLE catalogue.exemptions

--changeset tenancy:subscriptions-of-tenants
-- Until now a plan was a name. Each name that a tenant has becomes a plan without limits, and each tenant has it.
INSERT INTO catalogue.plans (id, key, number, status, name, description, prices, trial_days, grace_days, entitlements,
                             created_at, updated_at, published_at, version)
SELECT gen_random_uuid(), named.plan, 1, 'PUBLISHED', named.plan, '', '{}', 0, 0, '{}', now(), now(), now(), 1
FROM (SELECT DISTINCT plan FROM catalogue.tenants WHERE slug <> 'platform') AS named;
INSERT INTO catalogue.subscriptions (tenant_id, plan_id, every, started_at, version)
SELECT t.id, p.id, 'MONTH', t.created_at, 1
FROM catalogue.tenants t
JOIN catalogue.plans p ON p.key = t.plan
WHERE t.slug <> 'platform';
--rollback DELETE FROM catalogue.subscriptions

--changeset tenancy:audit-checkpoints
-- How long the chain of a tenant's journal was at a time, out of reach of who has the tenant's own database. Only ever added to.
CREATE TABLE catalogue.audit_checkpoints (
    tenant_id uuid        NOT NULL,
    sequence  bigint      NOT NULL,
    digest    text        NOT NULL,
    at        timestamptz NOT NULL,
    signature text        NOT NULL,
    CONSTRAINT audit_checkpoints_pk PRIMARY KEY (tenant_id, sequence),
    CONSTRAINT audit_checkpoints_tenant_fk FOREIGN KEY (tenant_id) REFERENCES catalogue.tenants (id) ON DELETE CASCADE,
    CONSTRAINT audit_checkpoints_digest_ck CHECK (length(digest) = 64),
    CONSTRAINT audit_checkpoints_signature_ck CHECK (length(signature) = 64)
);
REVOKE ALL ON catalogue.audit_checkpoints FROM PUBLIC;
GRANT SELECT, INSERT ON catalogue.audit_checkpoints TO "${appRole}";
--rollback DROP TABLE catalogue.audit_checkpoints

--changeset tenancy:shared-settings
-- What operators have set for all tenants, and for those with a version of a plan. A secret is sealed.
CREATE TABLE catalogue.platform_settings (
    key    text COLLATE "C" NOT NULL,
    value  text             NOT NULL,
    set_at timestamptz      NOT NULL,
    CONSTRAINT platform_settings_pk PRIMARY KEY (key),
    CONSTRAINT platform_settings_text_ck CHECK (length(key) <= 100 AND length(value) <= 20000)
);
CREATE TABLE catalogue.plan_settings (
    plan_id uuid             NOT NULL,
    key     text COLLATE "C" NOT NULL,
    value   text             NOT NULL,
    set_at  timestamptz      NOT NULL,
    CONSTRAINT plan_settings_pk PRIMARY KEY (plan_id, key),
    CONSTRAINT plan_settings_plan_fk FOREIGN KEY (plan_id) REFERENCES catalogue.plans (id) ON DELETE CASCADE,
    CONSTRAINT plan_settings_text_ck CHECK (length(key) <= 100 AND length(value) <= 20000)
);
REVOKE ALL ON catalogue.platform_settings, catalogue.plan_settings FROM PUBLIC;
GRANT SELECT, INSERT, UPDATE, DELETE ON catalogue.platform_settings, catalogue.plan_settings TO "${appRole}";
--rollback DROP TABLE catalogue.plan_settings, catalogue.platform_settings

--changeset tenancy:logos
-- The logo of each tenant. Whoever knows its digest may see it: mails and sign-in pages show it.
CREATE TABLE catalogue.logos (
    tenant_id uuid             NOT NULL,
    digest    text COLLATE "C" NOT NULL,
    image     bytea            NOT NULL,
    CONSTRAINT logos_pk PRIMARY KEY (tenant_id),
    CONSTRAINT logos_digest_ck CHECK (length(digest) = 64),
    CONSTRAINT logos_image_ck CHECK (length(image) <= 65536)
);
CREATE INDEX logos_digest_ix ON catalogue.logos (digest);
REVOKE ALL ON catalogue.logos FROM PUBLIC;
GRANT SELECT, INSERT, UPDATE, DELETE ON catalogue.logos TO "${appRole}";
--rollback DROP TABLE catalogue.logos

--changeset tenancy:domains
-- Domains of tenants. Several may want one; the one that has proven it has it alone.
CREATE TABLE catalogue.domains (
    tenant_id   uuid             NOT NULL,
    id          uuid             NOT NULL,
    name        text COLLATE "C" NOT NULL,
    token       text             NOT NULL,
    created_at  timestamptz      NOT NULL,
    verified_at timestamptz,
    missed_at   timestamptz,
    checked_at  timestamptz      NOT NULL,
    CONSTRAINT domains_pk PRIMARY KEY (tenant_id, id),
    CONSTRAINT domains_name_uk UNIQUE (tenant_id, name),
    CONSTRAINT domains_name_ck CHECK (length(name) BETWEEN 3 AND 253),
    CONSTRAINT domains_missed_ck CHECK (missed_at IS NULL OR verified_at IS NOT NULL)
);
CREATE UNIQUE INDEX domains_verified_uk ON catalogue.domains (name) WHERE verified_at IS NOT NULL;
CREATE INDEX domains_checked_ix ON catalogue.domains (checked_at) WHERE verified_at IS NOT NULL;
REVOKE ALL ON catalogue.domains FROM PUBLIC;
GRANT SELECT, INSERT, UPDATE, DELETE ON catalogue.domains TO "${appRole}";
--rollback DROP TABLE catalogue.domains

--changeset tenancy:flags
-- The flags of the platform, with all that each was, and what was agreed about them with tenants.
CREATE TABLE catalogue.flags (
    id              uuid             NOT NULL,
    key             text COLLATE "C" NOT NULL,
    type            text             NOT NULL,
    description     text             NOT NULL,
    exposure        text             NOT NULL,
    variants        text             NOT NULL,
    default_variant text             NOT NULL,
    off_variant     text             NOT NULL,
    rules           text             NOT NULL,
    killed          boolean          NOT NULL,
    created_at      timestamptz      NOT NULL,
    updated_at      timestamptz      NOT NULL,
    version         bigint           NOT NULL,
    CONSTRAINT flags_pk PRIMARY KEY (id),
    CONSTRAINT flags_key_uk UNIQUE (key),
    CONSTRAINT flags_type_ck CHECK (type IN ('BOOLEAN', 'STRING', 'NUMBER', 'OBJECT')),
    CONSTRAINT flags_exposure_ck CHECK (exposure IN ('HIDDEN', 'VISIBLE', 'CHANGEABLE')),
    CONSTRAINT flags_text_ck CHECK (length(key) <= 80 AND length(description) <= 500),
    CONSTRAINT flags_size_ck CHECK (length(variants) + length(rules) <= 64000),
    CONSTRAINT flags_version_ck CHECK (version > 0)
);
CREATE TABLE catalogue.flag_versions (
    flag_id         uuid        NOT NULL,
    version         bigint      NOT NULL,
    description     text        NOT NULL,
    exposure        text        NOT NULL,
    variants        text        NOT NULL,
    default_variant text        NOT NULL,
    off_variant     text        NOT NULL,
    rules           text        NOT NULL,
    killed          boolean     NOT NULL,
    changed_at      timestamptz NOT NULL,
    changed_by      uuid        NOT NULL,
    CONSTRAINT flag_versions_pk PRIMARY KEY (flag_id, version),
    CONSTRAINT flag_versions_flag_fk FOREIGN KEY (flag_id) REFERENCES catalogue.flags (id) ON DELETE CASCADE
);
CREATE TABLE catalogue.flag_agreements (
    tenant_id  uuid        NOT NULL,
    flag_id    uuid        NOT NULL,
    variant    text        NOT NULL,
    expires_at timestamptz,
    reason     text        NOT NULL,
    set_at     timestamptz NOT NULL,
    CONSTRAINT flag_agreements_pk PRIMARY KEY (tenant_id, flag_id),
    CONSTRAINT flag_agreements_tenant_fk FOREIGN KEY (tenant_id) REFERENCES catalogue.tenants (id) ON DELETE CASCADE,
    CONSTRAINT flag_agreements_flag_fk FOREIGN KEY (flag_id) REFERENCES catalogue.flags (id) ON DELETE CASCADE,
    CONSTRAINT flag_agreements_text_ck CHECK (length(variant) <= 40 AND length(reason) <= 500)
);
CREATE INDEX flag_agreements_flag_ix ON catalogue.flag_agreements (flag_id);
REVOKE ALL ON catalogue.flags, catalogue.flag_versions, catalogue.flag_agreements FROM PUBLIC;
GRANT SELECT, INSERT, UPDATE, DELETE ON catalogue.flags, catalogue.flag_agreements TO "${appRole}";
GRANT SELECT, INSERT ON catalogue.flag_versions TO "${appRole}";
--rollback DROP TABLE catalogue.flag_agreements, catalogue.flag_versions, catalogue.flags

--changeset tenancy:webhook-queue
-- When to look at which webhook of which tenant, so that nobody has to look into every tenant. One that rests is never due.
CREATE TABLE catalogue.webhook_queue (
    webhook   uuid        NOT NULL,
    tenant    uuid        NOT NULL,
    tries     bigint      NOT NULL,
    wakes     bigint      NOT NULL,
    held      boolean     NOT NULL,
    failing   boolean     NOT NULL,
    due_at    timestamptz,
    active_at timestamptz NOT NULL,
    CONSTRAINT webhook_queue_pk PRIMARY KEY (webhook),
    CONSTRAINT webhook_queue_counts_ck CHECK (tries >= 0 AND wakes >= 0)
);
CREATE INDEX webhook_queue_due_ix ON catalogue.webhook_queue (due_at, webhook);
CREATE INDEX webhook_queue_tenant_ix ON catalogue.webhook_queue (tenant);
REVOKE ALL ON catalogue.webhook_queue FROM PUBLIC;
GRANT SELECT, INSERT, UPDATE, DELETE ON catalogue.webhook_queue TO "${appRole}";
--rollback DROP TABLE catalogue.webhook_queue

--changeset tenancy:invoices
-- What tenants owe, and how far one was closed that did not pay.
CREATE TABLE catalogue.invoices (
    tenant_id uuid        NOT NULL,
    id        uuid        NOT NULL,
    number    bigint      NOT NULL,
    status    text        NOT NULL,
    currency  text        NOT NULL,
    starts_at timestamptz NOT NULL,
    ends_at   timestamptz NOT NULL,
    lines     text[]      NOT NULL,
    tax_rate  integer     NOT NULL,
    issued_at timestamptz NOT NULL,
    due_at    timestamptz NOT NULL,
    paid_at   timestamptz,
    failed_at timestamptz,
    version   bigint      NOT NULL,
    CONSTRAINT invoices_pk PRIMARY KEY (tenant_id, id),
    CONSTRAINT invoices_number_uk UNIQUE (tenant_id, number),
    CONSTRAINT invoices_tenant_fk FOREIGN KEY (tenant_id) REFERENCES catalogue.tenants (id) ON DELETE CASCADE,
    CONSTRAINT invoices_status_ck CHECK (status IN ('OPEN', 'PAID', 'VOID', 'UNCOLLECTIBLE')),
    CONSTRAINT invoices_ck CHECK (number > 0 AND tax_rate BETWEEN 0 AND 10000 AND starts_at < ends_at)
);
CREATE INDEX invoices_open_ix ON catalogue.invoices (due_at) WHERE status = 'OPEN';
CREATE TABLE catalogue.dunning (
    tenant_id uuid        NOT NULL,
    hold      text        NOT NULL,
    since     timestamptz NOT NULL,
    CONSTRAINT dunning_pk PRIMARY KEY (tenant_id),
    CONSTRAINT dunning_tenant_fk FOREIGN KEY (tenant_id) REFERENCES catalogue.tenants (id) ON DELETE CASCADE,
    CONSTRAINT dunning_hold_ck CHECK (hold IN ('READ_ONLY', 'SUSPENDED'))
);
REVOKE ALL ON catalogue.invoices, catalogue.dunning FROM PUBLIC;
GRANT SELECT, INSERT, UPDATE ON catalogue.invoices TO "${appRole}";
GRANT SELECT, INSERT, UPDATE, DELETE ON catalogue.dunning TO "${appRole}";
--rollback DROP TABLE catalogue.dunning, catalogue.invoices

--changeset tenancy:billers
-- What outside billers know of tenants, are still to hear, and have said; and which of their invoices is which.
ALTER TABLE catalogue.invoices ADD COLUMN reference text;
CREATE UNIQUE INDEX invoices_reference_uk ON catalogue.invoices (tenant_id, reference);
CREATE TABLE catalogue.biller_accounts (
    tenant_id    uuid        NOT NULL,
    biller       text        NOT NULL,
    customer     text        NOT NULL,
    subscription text,
    told         text[]      NOT NULL,
    telling      text[],
    state        text,
    state_at     timestamptz,
    created_at   timestamptz NOT NULL,
    version      bigint      NOT NULL,
    CONSTRAINT biller_accounts_pk PRIMARY KEY (tenant_id, biller),
    CONSTRAINT biller_accounts_customer_uk UNIQUE (biller, customer),
    CONSTRAINT biller_accounts_tenant_fk FOREIGN KEY (tenant_id) REFERENCES catalogue.tenants (id) ON DELETE CASCADE
);
CREATE TABLE catalogue.biller_usage (
    tenant_id uuid        NOT NULL,
    biller    text        NOT NULL,
    meter     text        NOT NULL,
    hour      timestamptz NOT NULL,
    said      bigint      NOT NULL,
    unsaid    bigint      NOT NULL,
    number    integer     NOT NULL,
    CONSTRAINT biller_usage_pk PRIMARY KEY (tenant_id, biller, meter, hour),
    CONSTRAINT biller_usage_tenant_fk FOREIGN KEY (tenant_id) REFERENCES catalogue.tenants (id) ON DELETE CASCADE
);
CREATE INDEX biller_usage_unsaid_ix ON catalogue.biller_usage (tenant_id, biller, hour) WHERE unsaid <> 0;
CREATE INDEX biller_usage_hour_ix ON catalogue.biller_usage (hour);
CREATE TABLE catalogue.biller_events (
    biller      text        NOT NULL,
    id          text        NOT NULL,
    received_at timestamptz NOT NULL,
    CONSTRAINT biller_events_pk PRIMARY KEY (biller, id)
);
CREATE INDEX biller_events_received_ix ON catalogue.biller_events (received_at);
REVOKE ALL ON catalogue.biller_accounts, catalogue.biller_usage, catalogue.biller_events FROM PUBLIC;
GRANT SELECT, INSERT, UPDATE ON catalogue.biller_accounts TO "${appRole}";
GRANT SELECT, INSERT, UPDATE, DELETE ON catalogue.biller_usage TO "${appRole}";
GRANT SELECT, INSERT, DELETE ON catalogue.biller_events TO "${appRole}";
--rollback DROP TABLE catalogue.biller_events, catalogue.biller_usage, catalogue.biller_accounts
--rollback ALTER TABLE catalogue.invoices DROP COLUMN reference

--changeset tenancy:invoicing
-- How far tenants are billed without anybody asking for it, and when to look at each again.
CREATE TABLE catalogue.invoicing (
    tenant_id  uuid        NOT NULL,
    billed_to  timestamptz NOT NULL,
    metered_to timestamptz NOT NULL,
    due_at     timestamptz NOT NULL,
    CONSTRAINT invoicing_pk PRIMARY KEY (tenant_id),
    CONSTRAINT invoicing_tenant_fk FOREIGN KEY (tenant_id) REFERENCES catalogue.tenants (id) ON DELETE CASCADE
);
CREATE INDEX invoicing_due_ix ON catalogue.invoicing (due_at);
REVOKE ALL ON catalogue.invoicing FROM PUBLIC;
GRANT SELECT, INSERT, UPDATE ON catalogue.invoicing TO "${appRole}";
--rollback DROP TABLE catalogue.invoicing

--changeset tenancy:audit-signatures
-- A signature of Ed25519 is twice as long as the HMAC-SHA-256 before it.
ALTER TABLE catalogue.audit_checkpoints DROP CONSTRAINT audit_checkpoints_signature_ck;
ALTER TABLE catalogue.audit_checkpoints
    ADD CONSTRAINT audit_checkpoints_length_ck CHECK (length(signature) IN (64, 128));
--rollback empty

--changeset tenancy:audit-cuts
-- Where the chain of a tenant's journal begins after what is old was removed, out of reach of who has the tenant's own
-- database. Only ever added to.
CREATE TABLE catalogue.audit_cuts (
    tenant_id uuid        NOT NULL,
    sequence  bigint      NOT NULL,
    digest    text        NOT NULL,
    at        timestamptz NOT NULL,
    signature text        NOT NULL,
    CONSTRAINT audit_cuts_pk PRIMARY KEY (tenant_id, sequence),
    CONSTRAINT audit_cuts_tenant_fk FOREIGN KEY (tenant_id) REFERENCES catalogue.tenants (id) ON DELETE CASCADE,
    CONSTRAINT audit_cuts_sequence_ck CHECK (sequence > 0),
    CONSTRAINT audit_cuts_digest_ck CHECK (length(digest) = 64),
    CONSTRAINT audit_cuts_signature_ck CHECK (length(signature) = 128)
);
REVOKE ALL ON catalogue.audit_cuts FROM PUBLIC;
GRANT SELECT, INSERT ON catalogue.audit_cuts TO "${appRole}";
--rollback DROP TABLE catalogue.audit_cuts

--changeset tenancy:legal-holds
-- While a tenant has a hold that has not ended, nothing of its journal is removed and nobody is erased. How much of it the
-- tenant's own journal says is kept with it: that is elsewhere.
CREATE TABLE catalogue.legal_holds (
    tenant_id  uuid        NOT NULL,
    id         uuid        NOT NULL,
    reason     text        NOT NULL,
    set_by     uuid        NOT NULL,
    set_at     timestamptz NOT NULL,
    end_reason text,
    ended_by   uuid,
    ended_at   timestamptz,
    told       integer     NOT NULL,
    CONSTRAINT legal_holds_pk PRIMARY KEY (tenant_id, id),
    CONSTRAINT legal_holds_tenant_fk FOREIGN KEY (tenant_id) REFERENCES catalogue.tenants (id) ON DELETE CASCADE,
    CONSTRAINT legal_holds_text_ck CHECK (length(reason) <= 500 AND length(end_reason) <= 500),
    CONSTRAINT legal_holds_end_ck CHECK ((ended_at IS NULL) = (ended_by IS NULL)
                                         AND (ended_at IS NULL) = (end_reason IS NULL)),
    CONSTRAINT legal_holds_told_ck CHECK (told BETWEEN 0 AND 2)
);
CREATE INDEX legal_holds_open_ix ON catalogue.legal_holds (tenant_id) WHERE ended_at IS NULL;
CREATE INDEX legal_holds_untold_ix ON catalogue.legal_holds (set_at)
    WHERE told < CASE WHEN ended_at IS NULL THEN 1 ELSE 2 END;
REVOKE ALL ON catalogue.legal_holds FROM PUBLIC;
GRANT SELECT, INSERT, UPDATE ON catalogue.legal_holds TO "${appRole}";
--rollback DROP TABLE catalogue.legal_holds

--changeset tenancy:request-days
-- How many requests tenants have made, by the day, for the list of all of them: what is billed is in the tenant's own place.
CREATE TABLE catalogue.request_days (
    tenant_id uuid        NOT NULL,
    day       timestamptz NOT NULL,
    requests  bigint      NOT NULL,
    CONSTRAINT request_days_pk PRIMARY KEY (tenant_id, day),
    CONSTRAINT request_days_tenant_fk FOREIGN KEY (tenant_id) REFERENCES catalogue.tenants (id) ON DELETE CASCADE
);
CREATE INDEX request_days_day_ix ON catalogue.request_days (day);
REVOKE ALL ON catalogue.request_days FROM PUBLIC;
GRANT SELECT, INSERT, UPDATE, DELETE ON catalogue.request_days TO "${appRole}";
--rollback DROP TABLE catalogue.request_days

--changeset tenancy:census
-- How many users all tenants had when they were counted last; one row.
CREATE TABLE catalogue.census (
    id         integer     NOT NULL,
    users      bigint      NOT NULL,
    tenants    integer     NOT NULL,
    missed     integer     NOT NULL,
    counted_at timestamptz NOT NULL,
    CONSTRAINT census_pk PRIMARY KEY (id),
    CONSTRAINT census_one_ck CHECK (id = 1),
    CONSTRAINT census_counts_ck CHECK (users >= 0 AND tenants >= 0 AND missed >= 0)
);
REVOKE ALL ON catalogue.census FROM PUBLIC;
GRANT SELECT, INSERT, UPDATE ON catalogue.census TO "${appRole}";
--rollback DROP TABLE catalogue.census
