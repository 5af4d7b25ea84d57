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
