--liquibase formatted sql logicalFilePath:tenancy/tenant

-- The tables of tenants. No name here has a schema in front, so that the same changes serve the shared tables, a
-- tenant's own schema and a tenant's own database. docs/isolation.md has the rules that every table follows.

--changeset tenancy:users
CREATE TABLE users (
    tenant_id     uuid             NOT NULL,
    id            uuid             NOT NULL,
    email         text COLLATE "C" NOT NULL,
    name          text             NOT NULL,
    name_key      text COLLATE "C" NOT NULL,
    status        text             NOT NULL,
    created_at    timestamptz      NOT NULL,
    updated_at    timestamptz      NOT NULL,
    last_login_at timestamptz,
    deleted_at    timestamptz,
    version       bigint           NOT NULL,
    CONSTRAINT users_pk PRIMARY KEY (tenant_id, id),
    CONSTRAINT users_email_ck CHECK (length(email) BETWEEN 1 AND 254),
    CONSTRAINT users_name_ck CHECK (length(name) BETWEEN 1 AND 200 AND length(name_key) <= 200),
    CONSTRAINT users_status_ck CHECK (status IN ('INVITED', 'ACTIVE', 'DISABLED')),
    CONSTRAINT users_version_ck CHECK (version > 0)
);
CREATE UNIQUE INDEX users_email_uk ON users (tenant_id, email) WHERE deleted_at IS NULL;
CREATE INDEX users_name_ix ON users (tenant_id, name_key, id) WHERE deleted_at IS NULL;
CREATE INDEX users_status_ix ON users (tenant_id, status, id) WHERE deleted_at IS NULL;
--rollback DROP TABLE users

--changeset tenancy:roles
CREATE TABLE roles (
    tenant_id   uuid             NOT NULL,
    id          uuid             NOT NULL,
    name        text COLLATE "C" NOT NULL,
    description text             NOT NULL,
    built_in    boolean          NOT NULL,
    created_at  timestamptz      NOT NULL,
    updated_at  timestamptz      NOT NULL,
    version     bigint           NOT NULL,
    CONSTRAINT roles_pk PRIMARY KEY (tenant_id, id),
    CONSTRAINT roles_name_uk UNIQUE (tenant_id, name),
    CONSTRAINT roles_name_ck CHECK (length(name) BETWEEN 1 AND 40),
    CONSTRAINT roles_description_ck CHECK (length(description) <= 500),
    CONSTRAINT roles_version_ck CHECK (version > 0)
);
CREATE TABLE role_permissions (
    tenant_id  uuid             NOT NULL,
    role_id    uuid             NOT NULL,
    permission text COLLATE "C" NOT NULL,
    CONSTRAINT role_permissions_pk PRIMARY KEY (tenant_id, role_id, permission),
    CONSTRAINT role_permissions_role_fk FOREIGN KEY (tenant_id, role_id)
        REFERENCES roles (tenant_id, id) ON DELETE CASCADE,
    CONSTRAINT role_permissions_form_ck CHECK (permission ~ '^[a-z_]{1,40}:[a-z_]{1,40}$')
);
CREATE TABLE user_roles (
    tenant_id uuid NOT NULL,
    user_id   uuid NOT NULL,
    role_id   uuid NOT NULL,
    CONSTRAINT user_roles_pk PRIMARY KEY (tenant_id, user_id, role_id),
    CONSTRAINT user_roles_user_fk FOREIGN KEY (tenant_id, user_id)
        REFERENCES users (tenant_id, id) ON DELETE CASCADE,
    CONSTRAINT user_roles_role_fk FOREIGN KEY (tenant_id, role_id)
        REFERENCES roles (tenant_id, id) ON DELETE RESTRICT
);
CREATE INDEX user_roles_role_ix ON user_roles (tenant_id, role_id, user_id);
--rollback DROP TABLE user_roles, role_permissions, roles

--changeset tenancy:credentials
CREATE TABLE credentials (
    tenant_id  uuid        NOT NULL,
    user_id    uuid        NOT NULL,
    hash       text        NOT NULL,
    one_time   boolean     NOT NULL,
    changed_at timestamptz NOT NULL,
    CONSTRAINT credentials_pk PRIMARY KEY (tenant_id, user_id),
    CONSTRAINT credentials_user_fk FOREIGN KEY (tenant_id, user_id)
        REFERENCES users (tenant_id, id) ON DELETE CASCADE,
    CONSTRAINT credentials_hash_ck CHECK (length(hash) <= 1000)
);
CREATE TABLE one_time_tokens (
    tenant_id  uuid        NOT NULL,
    id         uuid        NOT NULL,
    user_id    uuid        NOT NULL,
    purpose    text        NOT NULL,
    digest     text        NOT NULL,
    expires_at timestamptz NOT NULL,
    CONSTRAINT one_time_tokens_pk PRIMARY KEY (tenant_id, id),
    CONSTRAINT one_time_tokens_purpose_uk UNIQUE (tenant_id, user_id, purpose),
    CONSTRAINT one_time_tokens_user_fk FOREIGN KEY (tenant_id, user_id)
        REFERENCES users (tenant_id, id) ON DELETE CASCADE,
    CONSTRAINT one_time_tokens_purpose_ck CHECK (length(purpose) BETWEEN 1 AND 40),
    CONSTRAINT one_time_tokens_digest_ck CHECK (length(digest) BETWEEN 1 AND 128)
);
--rollback DROP TABLE one_time_tokens, credentials

--changeset tenancy:sessions
CREATE TABLE sessions (
    tenant_id    uuid        NOT NULL,
    id           uuid        NOT NULL,
    user_id      uuid        NOT NULL,
    generation   integer     NOT NULL,
    seed         text        NOT NULL,
    created_at   timestamptz NOT NULL,
    refreshed_at timestamptz NOT NULL,
    expires_at   timestamptz NOT NULL,
    revoked_at   timestamptz,
    address      text,
    user_agent   text,
    CONSTRAINT sessions_pk PRIMARY KEY (tenant_id, id),
    CONSTRAINT sessions_user_fk FOREIGN KEY (tenant_id, user_id)
        REFERENCES users (tenant_id, id) ON DELETE CASCADE,
    CONSTRAINT sessions_generation_ck CHECK (generation >= 0),
    CONSTRAINT sessions_seed_ck CHECK (length(seed) = 64),
    CONSTRAINT sessions_client_ck CHECK (length(address) <= 300 AND length(user_agent) <= 300)
);
CREATE INDEX sessions_user_ix ON sessions (tenant_id, user_id);
--rollback DROP TABLE sessions

--changeset tenancy:settings
CREATE TABLE settings (
    tenant_id uuid             NOT NULL,
    key       text COLLATE "C" NOT NULL,
    value     text             NOT NULL,
    set_at    timestamptz      NOT NULL,
    CONSTRAINT settings_pk PRIMARY KEY (tenant_id, key),
    CONSTRAINT settings_key_ck CHECK (length(key) BETWEEN 1 AND 100),
    CONSTRAINT settings_value_ck CHECK (length(value) <= 500)
);
--rollback DROP TABLE settings

--changeset tenancy:journal
CREATE TABLE journal (
    tenant_id  uuid        NOT NULL,
    id         uuid        NOT NULL,
    at         timestamptz NOT NULL,
    actor_kind text        NOT NULL,
    actor_id   uuid        NOT NULL,
    action     text        NOT NULL,
    target     uuid        NOT NULL,
    CONSTRAINT journal_pk PRIMARY KEY (tenant_id, id),
    CONSTRAINT journal_actor_ck CHECK (actor_kind IN ('USER', 'API_KEY', 'OPERATOR', 'SYSTEM')),
    CONSTRAINT journal_action_ck CHECK (length(action) BETWEEN 1 AND 100)
);
--rollback DROP TABLE journal

--changeset tenancy:policies splitStatements:false
DO $$
DECLARE
    tenant_table text;
BEGIN
    FOREACH tenant_table IN ARRAY ARRAY['users', 'roles', 'role_permissions', 'user_roles', 'credentials',
                                        'one_time_tokens', 'sessions', 'settings', 'journal'] LOOP
        EXECUTE format('REVOKE ALL ON %I FROM PUBLIC', tenant_table);
        EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', tenant_table);
        EXECUTE format(
            'CREATE POLICY own_rows ON %I'
            ' USING (tenant_id = NULLIF(current_setting(''tenancy.tenant_id'', true), '''')::uuid)'
            ' WITH CHECK (tenant_id = NULLIF(current_setting(''tenancy.tenant_id'', true), '''')::uuid)',
            tenant_table);
    END LOOP;
END
$$;
--rollback empty

--changeset tenancy:force splitStatements:false
-- Of its own, because a deployment on Citus has to leave it out: with FORCE, moving a shard loses rows.
DO $$
DECLARE
    tenant_table text;
BEGIN
    FOREACH tenant_table IN ARRAY ARRAY['users', 'roles', 'role_permissions', 'user_roles', 'credentials',
                                        'one_time_tokens', 'sessions', 'settings', 'journal'] LOOP
        EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', tenant_table);
    END LOOP;
END
$$;
--rollback empty

--changeset tenancy:grants
-- What the serving role may do, and no more: users are only ever marked as deleted, the journal only grows.
GRANT SELECT, INSERT, UPDATE ON users TO "${appRole}";
GRANT SELECT, INSERT, UPDATE, DELETE ON roles, credentials, one_time_tokens, sessions, settings TO "${appRole}";
GRANT SELECT, INSERT, DELETE ON role_permissions, user_roles TO "${appRole}";
GRANT SELECT, INSERT ON journal TO "${appRole}";
--rollback empty

--changeset tenancy:security-policies
-- What a tenant has made stricter than the platform; times are in seconds.
CREATE TABLE security_policies (
    tenant_id       uuid NOT NULL,
    password_length integer,
    login_failures  integer,
    session_idle    bigint,
    session_life    bigint,
    mfa             text,
    step_up         bigint,
    support         boolean,
    CONSTRAINT security_policies_pk PRIMARY KEY (tenant_id),
    CONSTRAINT security_policies_mfa_ck CHECK (mfa IN ('OFF', 'OPTIONAL', 'REQUIRED')),
    CONSTRAINT security_policies_positive_ck CHECK (least(password_length, login_failures, session_idle,
                                                          session_life, step_up, 1) > 0)
);
REVOKE ALL ON security_policies FROM PUBLIC;
ALTER TABLE security_policies ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_rows ON security_policies
    USING (tenant_id = NULLIF(current_setting('tenancy.tenant_id', true), '')::uuid)
    WITH CHECK (tenant_id = NULLIF(current_setting('tenancy.tenant_id', true), '')::uuid);
GRANT SELECT, INSERT, UPDATE ON security_policies TO "${appRole}";
--rollback DROP TABLE security_policies

--changeset tenancy:security-policies-force
ALTER TABLE security_policies FORCE ROW LEVEL SECURITY;
--rollback empty

--changeset tenancy:sessions-assurance
-- How, and when last, the user of a session has proved who they are; without it by a password, when the session began.
ALTER TABLE sessions
    ADD COLUMN methods text[],
    ADD COLUMN authenticated_at timestamptz,
    ADD CONSTRAINT sessions_methods_ck CHECK (cardinality(methods) BETWEEN 1 AND 10);
--rollback ALTER TABLE sessions DROP CONSTRAINT sessions_methods_ck, DROP COLUMN authenticated_at, DROP COLUMN methods

--changeset tenancy:erasures
-- Tenants that are erased from shared tables, for good: whoever writes for one of them finds its id here, and does not.
CREATE TABLE erasures (
    tenant_id uuid NOT NULL,
    CONSTRAINT erasures_pk PRIMARY KEY (tenant_id)
);
REVOKE ALL ON erasures FROM PUBLIC;
ALTER TABLE erasures ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_rows ON erasures
    USING (tenant_id = NULLIF(current_setting('tenancy.tenant_id', true), '')::uuid)
    WITH CHECK (tenant_id = NULLIF(current_setting('tenancy.tenant_id', true), '')::uuid);
GRANT SELECT ON erasures TO "${appRole}";
--rollback DROP TABLE erasures

--changeset tenancy:erasures-force
ALTER TABLE erasures FORCE ROW LEVEL SECURITY;
--rollback empty

--changeset tenancy:visits
-- Operators who were in the tenant to help. The operator and the session are rows of the platform's tenant.
CREATE TABLE visits (
    tenant_id  uuid        NOT NULL,
    id         uuid        NOT NULL,
    operator   uuid        NOT NULL,
    email      text        NOT NULL,
    access     text        NOT NULL,
    reason     text        NOT NULL,
    started_at timestamptz NOT NULL,
    expires_at timestamptz NOT NULL,
    ended_at   timestamptz,
    platform   uuid        NOT NULL,
    session    uuid        NOT NULL,
    CONSTRAINT visits_pk PRIMARY KEY (tenant_id, id),
    CONSTRAINT visits_access_ck CHECK (access IN ('READ', 'WRITE')),
    CONSTRAINT visits_texts_ck CHECK (length(email) <= 254 AND length(reason) <= 500)
);
REVOKE ALL ON visits FROM PUBLIC;
ALTER TABLE visits ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_rows ON visits
    USING (tenant_id = NULLIF(current_setting('tenancy.tenant_id', true), '')::uuid)
    WITH CHECK (tenant_id = NULLIF(current_setting('tenancy.tenant_id', true), '')::uuid);
GRANT SELECT, INSERT, UPDATE ON visits TO "${appRole}";
--rollback DROP TABLE visits

--changeset tenancy:visits-force
ALTER TABLE visits FORCE ROW LEVEL SECURITY;
--rollback empty

--changeset tenancy:second-factors
CREATE TABLE authenticators (
    tenant_id   uuid NOT NULL,
    user_id     uuid NOT NULL,
    key         text,
    since       timestamptz,
    last_step   bigint,
    pending_key text,
    CONSTRAINT authenticators_pk PRIMARY KEY (tenant_id, user_id),
    CONSTRAINT authenticators_user_fk FOREIGN KEY (tenant_id, user_id)
        REFERENCES users (tenant_id, id) ON DELETE CASCADE,
    CONSTRAINT authenticators_key_ck CHECK (length(key) <= 500 AND length(pending_key) <= 500),
    CONSTRAINT authenticators_whole_ck CHECK ((key IS NULL) = (since IS NULL) AND (key IS NULL) = (last_step IS NULL)
                                              AND (key IS NOT NULL OR pending_key IS NOT NULL))
);
CREATE TABLE recovery_codes (
    tenant_id uuid             NOT NULL,
    user_id   uuid             NOT NULL,
    digest    text COLLATE "C" NOT NULL,
    CONSTRAINT recovery_codes_pk PRIMARY KEY (tenant_id, user_id, digest),
    CONSTRAINT recovery_codes_user_fk FOREIGN KEY (tenant_id, user_id)
        REFERENCES users (tenant_id, id) ON DELETE CASCADE,
    CONSTRAINT recovery_codes_digest_ck CHECK (length(digest) = 64)
);
CREATE TABLE challenges (
    tenant_id   uuid        NOT NULL,
    id          uuid        NOT NULL,
    user_id     uuid        NOT NULL,
    purpose     text        NOT NULL,
    digest      text        NOT NULL,
    password_at timestamptz NOT NULL,
    new_hash    text,
    tries       integer     NOT NULL,
    expires_at  timestamptz NOT NULL,
    CONSTRAINT challenges_pk PRIMARY KEY (tenant_id, id),
    CONSTRAINT challenges_user_fk FOREIGN KEY (tenant_id, user_id)
        REFERENCES users (tenant_id, id) ON DELETE CASCADE,
    CONSTRAINT challenges_purpose_ck CHECK (length(purpose) BETWEEN 1 AND 40),
    CONSTRAINT challenges_digest_ck CHECK (length(digest) = 64),
    CONSTRAINT challenges_hash_ck CHECK (length(new_hash) <= 1000)
);
CREATE INDEX challenges_user_ix ON challenges (tenant_id, user_id, expires_at);
REVOKE ALL ON authenticators, recovery_codes, challenges FROM PUBLIC;
ALTER TABLE authenticators ENABLE ROW LEVEL SECURITY;
ALTER TABLE recovery_codes ENABLE ROW LEVEL SECURITY;
ALTER TABLE challenges ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_rows ON authenticators
    USING (tenant_id = NULLIF(current_setting('tenancy.tenant_id', true), '')::uuid)
    WITH CHECK (tenant_id = NULLIF(current_setting('tenancy.tenant_id', true), '')::uuid);
CREATE POLICY own_rows ON recovery_codes
    USING (tenant_id = NULLIF(current_setting('tenancy.tenant_id', true), '')::uuid)
    WITH CHECK (tenant_id = NULLIF(current_setting('tenancy.tenant_id', true), '')::uuid);
CREATE POLICY own_rows ON challenges
    USING (tenant_id = NULLIF(current_setting('tenancy.tenant_id', true), '')::uuid)
    WITH CHECK (tenant_id = NULLIF(current_setting('tenancy.tenant_id', true), '')::uuid);
GRANT SELECT, INSERT, UPDATE, DELETE ON authenticators, challenges TO "${appRole}";
GRANT SELECT, INSERT, DELETE ON recovery_codes TO "${appRole}";
--rollback DROP TABLE challenges, recovery_codes, authenticators

--changeset tenancy:second-factors-force
ALTER TABLE authenticators FORCE ROW LEVEL SECURITY;
ALTER TABLE recovery_codes FORCE ROW LEVEL SECURITY;
ALTER TABLE challenges FORCE ROW LEVEL SECURITY;
--rollback empty

--changeset tenancy:service-accounts
-- Programs, and the keys of programs and of people. Of a key, its digest alone is kept.
CREATE TABLE service_accounts (
    tenant_id   uuid             NOT NULL,
    id          uuid             NOT NULL,
    name        text COLLATE "C" NOT NULL,
    description text             NOT NULL,
    status      text             NOT NULL,
    created_at  timestamptz      NOT NULL,
    updated_at  timestamptz      NOT NULL,
    version     bigint           NOT NULL,
    CONSTRAINT service_accounts_pk PRIMARY KEY (tenant_id, id),
    CONSTRAINT service_accounts_name_uk UNIQUE (tenant_id, name),
    CONSTRAINT service_accounts_name_ck CHECK (length(name) BETWEEN 1 AND 100),
    CONSTRAINT service_accounts_description_ck CHECK (length(description) <= 500),
    CONSTRAINT service_accounts_status_ck CHECK (status IN ('ACTIVE', 'DISABLED')),
    CONSTRAINT service_accounts_version_ck CHECK (version > 0)
);
CREATE TABLE service_account_roles (
    tenant_id  uuid NOT NULL,
    account_id uuid NOT NULL,
    role_id    uuid NOT NULL,
    CONSTRAINT service_account_roles_pk PRIMARY KEY (tenant_id, account_id, role_id),
    CONSTRAINT service_account_roles_account_fk FOREIGN KEY (tenant_id, account_id)
        REFERENCES service_accounts (tenant_id, id) ON DELETE CASCADE,
    CONSTRAINT service_account_roles_role_fk FOREIGN KEY (tenant_id, role_id)
        REFERENCES roles (tenant_id, id) ON DELETE RESTRICT
);
CREATE INDEX service_account_roles_role_ix ON service_account_roles (tenant_id, role_id);
CREATE TABLE api_keys (
    tenant_id    uuid        NOT NULL,
    id           uuid        NOT NULL,
    user_id      uuid,
    account_id   uuid,
    name         text        NOT NULL,
    digest       text        NOT NULL,
    scopes       text[]      NOT NULL,
    created_at   timestamptz NOT NULL,
    expires_at   timestamptz NOT NULL,
    last_used_at timestamptz,
    revoked_at   timestamptz,
    CONSTRAINT api_keys_pk PRIMARY KEY (tenant_id, id),
    CONSTRAINT api_keys_user_fk FOREIGN KEY (tenant_id, user_id)
        REFERENCES users (tenant_id, id) ON DELETE CASCADE,
    CONSTRAINT api_keys_account_fk FOREIGN KEY (tenant_id, account_id)
        REFERENCES service_accounts (tenant_id, id) ON DELETE CASCADE,
    CONSTRAINT api_keys_owner_ck CHECK (num_nonnulls(user_id, account_id) = 1),
    CONSTRAINT api_keys_name_ck CHECK (length(name) BETWEEN 1 AND 100),
    CONSTRAINT api_keys_digest_ck CHECK (length(digest) = 64),
    CONSTRAINT api_keys_scopes_ck CHECK (cardinality(scopes) BETWEEN 1 AND 500)
);
CREATE INDEX api_keys_user_ix ON api_keys (tenant_id, user_id) WHERE user_id IS NOT NULL;
CREATE INDEX api_keys_account_ix ON api_keys (tenant_id, account_id) WHERE account_id IS NOT NULL;
--rollback DROP TABLE api_keys, service_account_roles, service_accounts

--changeset tenancy:service-accounts-policies splitStatements:false
DO $$
DECLARE
    tenant_table text;
BEGIN
    FOREACH tenant_table IN ARRAY ARRAY['service_accounts', 'service_account_roles', 'api_keys'] LOOP
        EXECUTE format('REVOKE ALL ON %I FROM PUBLIC', tenant_table);
        EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', tenant_table);
        EXECUTE format(
            'CREATE POLICY own_rows ON %I'
            ' USING (tenant_id = NULLIF(current_setting(''tenancy.tenant_id'', true), '''')::uuid)'
            ' WITH CHECK (tenant_id = NULLIF(current_setting(''tenancy.tenant_id'', true), '''')::uuid)',
            tenant_table);
    END LOOP;
END
$$;
--rollback empty

--changeset tenancy:service-accounts-grants
GRANT SELECT, INSERT, UPDATE, DELETE ON service_accounts, api_keys TO "${appRole}";
GRANT SELECT, INSERT, DELETE ON service_account_roles TO "${appRole}";
--rollback empty

--changeset tenancy:service-accounts-force
ALTER TABLE service_accounts FORCE ROW LEVEL SECURITY;
ALTER TABLE service_account_roles FORCE ROW LEVEL SECURITY;
ALTER TABLE api_keys FORCE ROW LEVEL SECURITY;
--rollback empty

--changeset tenancy:journal-services
-- Not valid, for it needs no look at the rows that there are: the constraint before was stricter.
ALTER TABLE journal
    DROP CONSTRAINT journal_actor_ck,
    ADD CONSTRAINT journal_actor_ck CHECK (actor_kind IN ('USER', 'API_KEY', 'SERVICE', 'OPERATOR', 'SYSTEM'))
        NOT VALID;
--rollback empty

--changeset tenancy:verified-addresses
-- When a user has shown that their address is theirs; and which address a token was sent to, where it is about that.
ALTER TABLE users ADD COLUMN email_verified_at timestamptz;
ALTER TABLE one_time_tokens
    ADD COLUMN address text,
    ADD CONSTRAINT one_time_tokens_address_ck CHECK (length(address) <= 254) NOT VALID;
--rollback ALTER TABLE one_time_tokens DROP COLUMN address;
--rollback ALTER TABLE users DROP COLUMN email_verified_at

--changeset tenancy:passkeys
-- The public keys of passkeys, and the challenges that were answered and have not expired.
CREATE TABLE passkeys (
    tenant_id       uuid             NOT NULL,
    id              uuid             NOT NULL,
    user_id         uuid             NOT NULL,
    credential_id   text COLLATE "C" NOT NULL,
    public_key      text             NOT NULL,
    sign_count      bigint           NOT NULL,
    name            text             NOT NULL,
    transports      text[]           NOT NULL,
    aaguid          uuid             NOT NULL,
    backup_eligible boolean          NOT NULL,
    backed_up       boolean          NOT NULL,
    created_at      timestamptz      NOT NULL,
    last_used_at    timestamptz,
    CONSTRAINT passkeys_pk PRIMARY KEY (tenant_id, id),
    CONSTRAINT passkeys_credential_uk UNIQUE (tenant_id, credential_id),
    CONSTRAINT passkeys_user_fk FOREIGN KEY (tenant_id, user_id)
        REFERENCES users (tenant_id, id) ON DELETE CASCADE,
    CONSTRAINT passkeys_credential_ck CHECK (length(credential_id) BETWEEN 1 AND 1364),
    CONSTRAINT passkeys_key_ck CHECK (length(public_key) BETWEEN 1 AND 4000),
    CONSTRAINT passkeys_count_ck CHECK (sign_count >= 0),
    CONSTRAINT passkeys_name_ck CHECK (length(name) BETWEEN 1 AND 100),
    CONSTRAINT passkeys_transports_ck CHECK (cardinality(transports) <= 10)
);
CREATE INDEX passkeys_user_ix ON passkeys (tenant_id, user_id);
CREATE TABLE passkey_answers (
    tenant_id  uuid        NOT NULL,
    challenge  uuid        NOT NULL,
    user_id    uuid        NOT NULL,
    expires_at timestamptz NOT NULL,
    CONSTRAINT passkey_answers_pk PRIMARY KEY (tenant_id, challenge),
    CONSTRAINT passkey_answers_user_fk FOREIGN KEY (tenant_id, user_id)
        REFERENCES users (tenant_id, id) ON DELETE CASCADE
);
CREATE INDEX passkey_answers_user_ix ON passkey_answers (tenant_id, user_id, expires_at);
--rollback DROP TABLE passkey_answers, passkeys

--changeset tenancy:passkeys-policies splitStatements:false
DO $$
DECLARE
    tenant_table text;
BEGIN
    FOREACH tenant_table IN ARRAY ARRAY['passkeys', 'passkey_answers'] LOOP
        EXECUTE format('REVOKE ALL ON %I FROM PUBLIC', tenant_table);
        EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', tenant_table);
        EXECUTE format(
            'CREATE POLICY own_rows ON %I'
            ' USING (tenant_id = NULLIF(current_setting(''tenancy.tenant_id'', true), '''')::uuid)'
            ' WITH CHECK (tenant_id = NULLIF(current_setting(''tenancy.tenant_id'', true), '''')::uuid)',
            tenant_table);
    END LOOP;
END
$$;
--rollback empty

--changeset tenancy:passkeys-grants
GRANT SELECT, INSERT, UPDATE, DELETE ON passkeys TO "${appRole}";
GRANT SELECT, INSERT, DELETE ON passkey_answers TO "${appRole}";
--rollback empty

--changeset tenancy:passkeys-force
ALTER TABLE passkeys FORCE ROW LEVEL SECURITY;
ALTER TABLE passkey_answers FORCE ROW LEVEL SECURITY;
--rollback empty

--changeset tenancy:permissions-in-depth
-- Roles that inherit, what single users are given beside their roles, and groups of users.
CREATE TABLE role_parents (
    tenant_id uuid NOT NULL,
    role_id   uuid NOT NULL,
    parent_id uuid NOT NULL,
    CONSTRAINT role_parents_pk PRIMARY KEY (tenant_id, role_id, parent_id),
    CONSTRAINT role_parents_role_fk FOREIGN KEY (tenant_id, role_id)
        REFERENCES roles (tenant_id, id) ON DELETE CASCADE,
    CONSTRAINT role_parents_parent_fk FOREIGN KEY (tenant_id, parent_id)
        REFERENCES roles (tenant_id, id) ON DELETE RESTRICT,
    CONSTRAINT role_parents_self_ck CHECK (role_id <> parent_id)
);
CREATE INDEX role_parents_parent_ix ON role_parents (tenant_id, parent_id);
CREATE TABLE user_grants (
    tenant_id  uuid        NOT NULL,
    id         uuid        NOT NULL,
    user_id    uuid        NOT NULL,
    role_id    uuid,
    permission text COLLATE "C",
    expires_at timestamptz,
    created_at timestamptz NOT NULL,
    CONSTRAINT user_grants_pk PRIMARY KEY (tenant_id, id),
    CONSTRAINT user_grants_user_fk FOREIGN KEY (tenant_id, user_id)
        REFERENCES users (tenant_id, id) ON DELETE CASCADE,
    CONSTRAINT user_grants_role_fk FOREIGN KEY (tenant_id, role_id)
        REFERENCES roles (tenant_id, id) ON DELETE RESTRICT,
    CONSTRAINT user_grants_one_ck CHECK (num_nonnulls(role_id, permission) = 1),
    CONSTRAINT user_grants_form_ck CHECK (permission ~ '^[a-z_]{1,40}:[a-z_]{1,40}$')
);
CREATE INDEX user_grants_user_ix ON user_grants (tenant_id, user_id, id);
CREATE INDEX user_grants_role_ix ON user_grants (tenant_id, role_id) WHERE role_id IS NOT NULL;
CREATE TABLE groups (
    tenant_id   uuid             NOT NULL,
    id          uuid             NOT NULL,
    name        text COLLATE "C" NOT NULL,
    description text             NOT NULL,
    created_at  timestamptz      NOT NULL,
    updated_at  timestamptz      NOT NULL,
    version     bigint           NOT NULL,
    CONSTRAINT groups_pk PRIMARY KEY (tenant_id, id),
    CONSTRAINT groups_name_uk UNIQUE (tenant_id, name),
    CONSTRAINT groups_name_ck CHECK (length(name) BETWEEN 1 AND 100),
    CONSTRAINT groups_description_ck CHECK (length(description) <= 500),
    CONSTRAINT groups_version_ck CHECK (version > 0)
);
CREATE TABLE group_roles (
    tenant_id uuid NOT NULL,
    group_id  uuid NOT NULL,
    role_id   uuid NOT NULL,
    CONSTRAINT group_roles_pk PRIMARY KEY (tenant_id, group_id, role_id),
    CONSTRAINT group_roles_group_fk FOREIGN KEY (tenant_id, group_id)
        REFERENCES groups (tenant_id, id) ON DELETE CASCADE,
    CONSTRAINT group_roles_role_fk FOREIGN KEY (tenant_id, role_id)
        REFERENCES roles (tenant_id, id) ON DELETE RESTRICT
);
CREATE INDEX group_roles_role_ix ON group_roles (tenant_id, role_id);
CREATE TABLE group_members (
    tenant_id uuid        NOT NULL,
    group_id  uuid        NOT NULL,
    user_id   uuid        NOT NULL,
    added_at  timestamptz NOT NULL,
    CONSTRAINT group_members_pk PRIMARY KEY (tenant_id, group_id, user_id),
    CONSTRAINT group_members_group_fk FOREIGN KEY (tenant_id, group_id)
        REFERENCES groups (tenant_id, id) ON DELETE CASCADE,
    CONSTRAINT group_members_user_fk FOREIGN KEY (tenant_id, user_id)
        REFERENCES users (tenant_id, id) ON DELETE CASCADE
);
CREATE INDEX group_members_user_ix ON group_members (tenant_id, user_id, group_id);
--rollback DROP TABLE group_members, group_roles, groups, user_grants, role_parents

--changeset tenancy:permissions-in-depth-policies splitStatements:false
DO $$
DECLARE
    tenant_table text;
BEGIN
    FOREACH tenant_table IN ARRAY ARRAY['role_parents', 'user_grants', 'groups', 'group_roles', 'group_members'] LOOP
        EXECUTE format('REVOKE ALL ON %I FROM PUBLIC', tenant_table);
        EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', tenant_table);
        EXECUTE format(
            'CREATE POLICY own_rows ON %I'
            ' USING (tenant_id = NULLIF(current_setting(''tenancy.tenant_id'', true), '''')::uuid)'
            ' WITH CHECK (tenant_id = NULLIF(current_setting(''tenancy.tenant_id'', true), '''')::uuid)',
            tenant_table);
    END LOOP;
END
$$;
--rollback empty

--changeset tenancy:permissions-in-depth-grants
GRANT SELECT, INSERT, UPDATE, DELETE ON groups TO "${appRole}";
GRANT SELECT, INSERT, DELETE ON role_parents, user_grants, group_roles, group_members TO "${appRole}";
--rollback empty

--changeset tenancy:permissions-in-depth-force
ALTER TABLE role_parents FORCE ROW LEVEL SECURITY;
ALTER TABLE user_grants FORCE ROW LEVEL SECURITY;
ALTER TABLE groups FORCE ROW LEVEL SECURITY;
ALTER TABLE group_roles FORCE ROW LEVEL SECURITY;
ALTER TABLE group_members FORCE ROW LEVEL SECURITY;
--rollback empty

--changeset tenancy:credentials-beside-factor
-- Whether a password was chosen as one of two factors; without it, it was not.
ALTER TABLE credentials
    ADD COLUMN beside_factor boolean;
--rollback ALTER TABLE credentials DROP COLUMN beside_factor

--changeset tenancy:kept-requests
-- Requests that are done once: keyed digests, and the answer sealed under a key of which the client has a part.
CREATE TABLE kept_requests (
    tenant_id   uuid             NOT NULL,
    digest      text COLLATE "C" NOT NULL,
    fingerprint text             NOT NULL,
    attempt     uuid             NOT NULL,
    lease_until timestamptz      NOT NULL,
    expires_at  timestamptz      NOT NULL,
    worked      boolean          NOT NULL,
    answer      text,
    CONSTRAINT kept_requests_pk PRIMARY KEY (tenant_id, digest),
    CONSTRAINT kept_requests_digest_ck CHECK (length(digest) = 64),
    CONSTRAINT kept_requests_fingerprint_ck CHECK (length(fingerprint) = 64)
);
CREATE INDEX kept_requests_expiry_ix ON kept_requests (tenant_id, expires_at);
REVOKE ALL ON kept_requests FROM PUBLIC;
ALTER TABLE kept_requests ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_rows ON kept_requests
    USING (tenant_id = NULLIF(current_setting('tenancy.tenant_id', true), '')::uuid)
    WITH CHECK (tenant_id = NULLIF(current_setting('tenancy.tenant_id', true), '')::uuid);
GRANT SELECT, INSERT, UPDATE, DELETE ON kept_requests TO "${appRole}";
--rollback DROP TABLE kept_requests

--changeset tenancy:kept-requests-force
ALTER TABLE kept_requests FORCE ROW LEVEL SECURITY;
--rollback empty

--changeset tenancy:password-length-with-factor
-- The fewest characters of a password beside a second factor, where a tenant asks for more than the platform.
ALTER TABLE security_policies
    ADD COLUMN password_length_with_factor integer,
    ADD CONSTRAINT security_policies_factor_ck CHECK (password_length_with_factor > 0);
--rollback ALTER TABLE security_policies DROP CONSTRAINT security_policies_factor_ck, DROP COLUMN password_length_with_factor

--changeset tenancy:jobs
-- Work that goes on without a request. A step and its checkpoint are one transaction, so both are in the tenant's place.
CREATE TABLE jobs (
    tenant_id  uuid             NOT NULL,
    id         uuid             NOT NULL,
    kind       text COLLATE "C" NOT NULL,
    state      text             NOT NULL,
    done       integer          NOT NULL,
    total      integer          NOT NULL,
    refused    integer          NOT NULL,
    refusals   text[]           NOT NULL,
    actor_kind text             NOT NULL,
    actor_id   uuid             NOT NULL,
    created_at timestamptz      NOT NULL,
    started_at timestamptz,
    ended_at   timestamptz,
    failure    text,
    version    bigint           NOT NULL,
    input      text             NOT NULL,
    checkpoint text             NOT NULL,
    CONSTRAINT jobs_pk PRIMARY KEY (tenant_id, id),
    CONSTRAINT jobs_state_ck CHECK (state IN ('QUEUED', 'RUNNING', 'SUCCEEDED', 'FAILED', 'CANCELLED')),
    CONSTRAINT jobs_progress_ck CHECK (refused >= 0 AND refused <= done AND done <= total),
    CONSTRAINT jobs_refusals_ck CHECK (cardinality(refusals) <= 1000),
    CONSTRAINT jobs_version_ck CHECK (version > 0)
);
CREATE INDEX jobs_open_ix ON jobs (tenant_id) WHERE ended_at IS NULL;
REVOKE ALL ON jobs FROM PUBLIC;
ALTER TABLE jobs ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_rows ON jobs
    USING (tenant_id = NULLIF(current_setting('tenancy.tenant_id', true), '')::uuid)
    WITH CHECK (tenant_id = NULLIF(current_setting('tenancy.tenant_id', true), '')::uuid);
GRANT SELECT, INSERT, UPDATE, DELETE ON jobs TO "${appRole}";
--rollback DROP TABLE jobs

--changeset tenancy:jobs-force
ALTER TABLE jobs FORCE ROW LEVEL SECURITY;
--rollback empty

--changeset tenancy:journal-details
-- What a change was and from where it came. The salt keeps who knows a digest of the details from guessing them.
ALTER TABLE journal
    ADD COLUMN on_behalf_of  uuid,
    ADD COLUMN credential    uuid,
    ADD COLUMN fields        text[] NOT NULL DEFAULT '{}',
    ADD COLUMN values_before text[] NOT NULL DEFAULT '{}',
    ADD COLUMN values_after  text[] NOT NULL DEFAULT '{}',
    ADD COLUMN address       text,
    ADD COLUMN user_agent    text,
    ADD COLUMN request_id    text,
    ADD COLUMN trace_id      text,
    ADD COLUMN salt          uuid NOT NULL DEFAULT gen_random_uuid();
-- For the entries that there are; later ones are written whole.
ALTER TABLE journal
    ALTER COLUMN fields DROP DEFAULT,
    ALTER COLUMN values_before DROP DEFAULT,
    ALTER COLUMN values_after DROP DEFAULT,
    ALTER COLUMN salt DROP DEFAULT;
CREATE INDEX journal_actor_ix ON journal (tenant_id, actor_id, id);
CREATE INDEX journal_action_ix ON journal (tenant_id, action, id);
CREATE INDEX journal_target_ix ON journal (tenant_id, target, id);
--rollback empty

--changeset tenancy:journal-chain
-- The order in which entries were sealed, each link with a digest of all before it; and the entries that are not sealed yet,
-- in the order in which they were written, which only the database knows: the clocks of two nodes differ. Links are only ever added.
CREATE TABLE journal_links (
    tenant_id uuid        NOT NULL,
    sequence  bigint      NOT NULL,
    entry_id  uuid        NOT NULL,
    details   text        NOT NULL,
    digest    text        NOT NULL,
    sealed_at timestamptz NOT NULL,
    CONSTRAINT journal_links_pk PRIMARY KEY (tenant_id, sequence),
    CONSTRAINT journal_links_entry_uk UNIQUE (tenant_id, entry_id),
    CONSTRAINT journal_links_entry_fk FOREIGN KEY (tenant_id, entry_id)
        REFERENCES journal (tenant_id, id) ON DELETE RESTRICT,
    CONSTRAINT journal_links_sequence_ck CHECK (sequence > 0),
    CONSTRAINT journal_links_details_ck CHECK (length(details) = 64),
    CONSTRAINT journal_links_digest_ck CHECK (length(digest) = 64)
);
CREATE TABLE journal_queue (
    tenant_id uuid   NOT NULL,
    entry_id  uuid   NOT NULL,
    place     bigint GENERATED ALWAYS AS IDENTITY,
    CONSTRAINT journal_queue_pk PRIMARY KEY (tenant_id, entry_id)
);
-- Not even the owner sees the entries of all tenants, but for this.
ALTER TABLE journal NO FORCE ROW LEVEL SECURITY;
INSERT INTO journal_queue (tenant_id, entry_id) SELECT tenant_id, id FROM journal ORDER BY tenant_id, id;
REVOKE ALL ON journal_links, journal_queue FROM PUBLIC;
ALTER TABLE journal_links ENABLE ROW LEVEL SECURITY;
ALTER TABLE journal_queue ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_rows ON journal_links
    USING (tenant_id = NULLIF(current_setting('tenancy.tenant_id', true), '')::uuid)
    WITH CHECK (tenant_id = NULLIF(current_setting('tenancy.tenant_id', true), '')::uuid);
CREATE POLICY own_rows ON journal_queue
    USING (tenant_id = NULLIF(current_setting('tenancy.tenant_id', true), '')::uuid)
    WITH CHECK (tenant_id = NULLIF(current_setting('tenancy.tenant_id', true), '')::uuid);
GRANT SELECT, INSERT ON journal_links TO "${appRole}";
GRANT SELECT, INSERT, DELETE ON journal_queue TO "${appRole}";
--rollback DROP TABLE journal_queue, journal_links

--changeset tenancy:journal-chain-force
ALTER TABLE journal FORCE ROW LEVEL SECURITY;
ALTER TABLE journal_links FORCE ROW LEVEL SECURITY;
ALTER TABLE journal_queue FORCE ROW LEVEL SECURITY;
--rollback empty

--changeset tenancy:settings-length
-- A value has at most 4,000 characters, and a secret of 2,000 is longer when it is sealed.
ALTER TABLE settings DROP CONSTRAINT settings_value_ck;
ALTER TABLE settings ADD CONSTRAINT settings_length_ck CHECK (length(value) <= 20000);
--rollback empty

--changeset tenancy:user-settings
-- What people have set for themselves.
CREATE TABLE user_settings (
    tenant_id uuid             NOT NULL,
    user_id   uuid             NOT NULL,
    key       text COLLATE "C" NOT NULL,
    value     text             NOT NULL,
    set_at    timestamptz      NOT NULL,
    CONSTRAINT user_settings_pk PRIMARY KEY (tenant_id, user_id, key),
    CONSTRAINT user_settings_user_fk FOREIGN KEY (tenant_id, user_id)
        REFERENCES users (tenant_id, id) ON DELETE CASCADE,
    CONSTRAINT user_settings_key_ck CHECK (length(key) BETWEEN 1 AND 100),
    CONSTRAINT user_settings_value_ck CHECK (length(value) <= 20000)
);
REVOKE ALL ON user_settings FROM PUBLIC;
ALTER TABLE user_settings ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_rows ON user_settings
    USING (tenant_id = NULLIF(current_setting('tenancy.tenant_id', true), '')::uuid)
    WITH CHECK (tenant_id = NULLIF(current_setting('tenancy.tenant_id', true), '')::uuid);
GRANT SELECT, INSERT, UPDATE, DELETE ON user_settings TO "${appRole}";
--rollback DROP TABLE user_settings

--changeset tenancy:user-settings-force
ALTER TABLE user_settings FORCE ROW LEVEL SECURITY;
--rollback empty

--changeset tenancy:flags-of-tenants
-- What a tenant has overridden of the platform's flags, and given to users. The flags are in the catalogue, perhaps in another
-- database, so nothing refers to them; what is said of a flag that is gone counts for nothing.
CREATE TABLE flag_overrides (
    tenant_id  uuid        NOT NULL,
    flag_id    uuid        NOT NULL,
    variant    text        NOT NULL,
    expires_at timestamptz,
    reason     text        NOT NULL,
    set_at     timestamptz NOT NULL,
    CONSTRAINT flag_overrides_pk PRIMARY KEY (tenant_id, flag_id),
    CONSTRAINT flag_overrides_text_ck CHECK (length(variant) <= 40 AND length(reason) <= 500)
);
CREATE TABLE user_features (
    tenant_id  uuid        NOT NULL,
    user_id    uuid        NOT NULL,
    flag_id    uuid        NOT NULL,
    variant    text        NOT NULL,
    expires_at timestamptz,
    reason     text        NOT NULL,
    set_at     timestamptz NOT NULL,
    CONSTRAINT user_features_pk PRIMARY KEY (tenant_id, user_id, flag_id),
    CONSTRAINT user_features_user_fk FOREIGN KEY (tenant_id, user_id)
        REFERENCES users (tenant_id, id) ON DELETE CASCADE,
    CONSTRAINT user_features_text_ck CHECK (length(variant) <= 40 AND length(reason) <= 500)
);
REVOKE ALL ON flag_overrides, user_features FROM PUBLIC;
ALTER TABLE flag_overrides ENABLE ROW LEVEL SECURITY;
ALTER TABLE user_features ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_rows ON flag_overrides
    USING (tenant_id = NULLIF(current_setting('tenancy.tenant_id', true), '')::uuid)
    WITH CHECK (tenant_id = NULLIF(current_setting('tenancy.tenant_id', true), '')::uuid);
CREATE POLICY own_rows ON user_features
    USING (tenant_id = NULLIF(current_setting('tenancy.tenant_id', true), '')::uuid)
    WITH CHECK (tenant_id = NULLIF(current_setting('tenancy.tenant_id', true), '')::uuid);
GRANT SELECT, INSERT, UPDATE, DELETE ON flag_overrides, user_features TO "${appRole}";
--rollback DROP TABLE user_features, flag_overrides

--changeset tenancy:flags-of-tenants-force
ALTER TABLE flag_overrides FORCE ROW LEVEL SECURITY;
ALTER TABLE user_features FORCE ROW LEVEL SECURITY;
--rollback empty

--changeset tenancy:webhooks
-- Where a tenant is told of its changes, how far each receiver is in the chain of the journal, and what was sent to it.
CREATE TABLE webhooks (
    tenant_id       uuid        NOT NULL,
    id              uuid        NOT NULL,
    url             text        NOT NULL,
    description     text        NOT NULL,
    event_types     text[]      NOT NULL,
    status          text        NOT NULL,
    disabled_because text,
    secret          text        NOT NULL,
    previous_secret text,
    previous_until  timestamptz,
    position        bigint      NOT NULL,
    failures        integer     NOT NULL,
    failing_since   timestamptz,
    next_attempt_at timestamptz,
    delivery_id     uuid,
    replay_id       uuid,
    created_at      timestamptz NOT NULL,
    updated_at      timestamptz NOT NULL,
    version         bigint      NOT NULL,
    CONSTRAINT webhooks_pk PRIMARY KEY (tenant_id, id),
    CONSTRAINT webhooks_text_ck CHECK (length(url) <= 2048 AND length(description) <= 200),
    CONSTRAINT webhooks_event_types_ck CHECK (cardinality(event_types) BETWEEN 1 AND 50),
    CONSTRAINT webhooks_status_ck CHECK (status IN ('ACTIVE', 'DISABLED')),
    CONSTRAINT webhooks_reason_ck CHECK ((status = 'DISABLED') = (disabled_because IS NOT NULL)),
    CONSTRAINT webhooks_previous_ck CHECK ((previous_secret IS NULL) = (previous_until IS NULL)),
    CONSTRAINT webhooks_progress_ck CHECK (position >= 0 AND failures >= 0),
    CONSTRAINT webhooks_version_ck CHECK (version > 0)
);
CREATE TABLE webhook_deliveries (
    tenant_id       uuid        NOT NULL,
    id              uuid        NOT NULL,
    webhook_id      uuid        NOT NULL,
    message_id      text        NOT NULL,
    entry_id        uuid,
    event_type      text        NOT NULL,
    status          text        NOT NULL,
    replay          boolean     NOT NULL,
    attempts        integer     NOT NULL,
    created_at      timestamptz NOT NULL,
    next_attempt_at timestamptz,
    CONSTRAINT webhook_deliveries_pk PRIMARY KEY (tenant_id, id),
    CONSTRAINT webhook_deliveries_webhook_fk FOREIGN KEY (tenant_id, webhook_id)
        REFERENCES webhooks (tenant_id, id) ON DELETE CASCADE,
    CONSTRAINT webhook_deliveries_status_ck CHECK (status IN ('DELIVERED', 'FAILING', 'FAILED')),
    CONSTRAINT webhook_deliveries_attempts_ck CHECK (attempts > 0)
);
CREATE INDEX webhook_deliveries_webhook_ix ON webhook_deliveries (tenant_id, webhook_id, id);
CREATE INDEX webhook_deliveries_bad_ix ON webhook_deliveries (tenant_id, webhook_id, status, id)
    WHERE status <> 'DELIVERED';
CREATE TABLE webhook_attempts (
    tenant_id    uuid        NOT NULL,
    delivery_id  uuid        NOT NULL,
    number       integer     NOT NULL,
    at           timestamptz NOT NULL,
    milliseconds integer     NOT NULL,
    status       integer,
    error        text,
    excerpt      text        NOT NULL,
    CONSTRAINT webhook_attempts_pk PRIMARY KEY (tenant_id, delivery_id, number),
    CONSTRAINT webhook_attempts_delivery_fk FOREIGN KEY (tenant_id, delivery_id)
        REFERENCES webhook_deliveries (tenant_id, id) ON DELETE CASCADE,
    CONSTRAINT webhook_attempts_text_ck CHECK (length(error) <= 500 AND length(excerpt) <= 1024)
);
CREATE TABLE webhook_replays (
    tenant_id  uuid   NOT NULL,
    id         uuid   NOT NULL,
    webhook_id uuid   NOT NULL,
    next_place bigint NOT NULL,
    last_place bigint NOT NULL,
    CONSTRAINT webhook_replays_pk PRIMARY KEY (tenant_id, id),
    CONSTRAINT webhook_replays_webhook_fk FOREIGN KEY (tenant_id, webhook_id)
        REFERENCES webhooks (tenant_id, id) ON DELETE CASCADE,
    CONSTRAINT webhook_replays_place_ck CHECK (next_place > 0)
);
CREATE INDEX webhook_replays_webhook_ix ON webhook_replays (tenant_id, webhook_id, id);
-- Replays are asked for by time.
CREATE INDEX journal_links_sealed_ix ON journal_links (tenant_id, sealed_at, sequence);
--rollback DROP INDEX journal_links_sealed_ix
--rollback DROP TABLE webhook_replays, webhook_attempts, webhook_deliveries, webhooks

--changeset tenancy:webhooks-policies splitStatements:false
DO $$
DECLARE
    tenant_table text;
BEGIN
    FOREACH tenant_table IN ARRAY ARRAY['webhooks', 'webhook_deliveries', 'webhook_attempts', 'webhook_replays'] LOOP
        EXECUTE format('REVOKE ALL ON %I FROM PUBLIC', tenant_table);
        EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', tenant_table);
        EXECUTE format(
            'CREATE POLICY own_rows ON %I'
            ' USING (tenant_id = NULLIF(current_setting(''tenancy.tenant_id'', true), '''')::uuid)'
            ' WITH CHECK (tenant_id = NULLIF(current_setting(''tenancy.tenant_id'', true), '''')::uuid)',
            tenant_table);
    END LOOP;
END
$$;
--rollback empty

--changeset tenancy:webhooks-grants
GRANT SELECT, INSERT, UPDATE, DELETE ON webhooks, webhook_deliveries, webhook_replays TO "${appRole}";
GRANT SELECT, INSERT, DELETE ON webhook_attempts TO "${appRole}";
--rollback empty

--changeset tenancy:webhooks-force
ALTER TABLE webhooks FORCE ROW LEVEL SECURITY;
ALTER TABLE webhook_deliveries FORCE ROW LEVEL SECURITY;
ALTER TABLE webhook_attempts FORCE ROW LEVEL SECURITY;
ALTER TABLE webhook_replays FORCE ROW LEVEL SECURITY;
--rollback empty

--changeset tenancy:usage
-- What was used: events, and their totals by the hour and by the words that are counted once. All change together.
CREATE TABLE usage_events (
    tenant_id   uuid             NOT NULL,
    source      text COLLATE "C" NOT NULL,
    id          text COLLATE "C" NOT NULL,
    meter       text COLLATE "C" NOT NULL,
    at          timestamptz      NOT NULL,
    amount      bigint           NOT NULL,
    word        text COLLATE "C" NOT NULL,
    subject     text,
    corrects    text COLLATE "C",
    corrected   boolean          NOT NULL,
    received_at timestamptz      NOT NULL,
    CONSTRAINT usage_events_pk PRIMARY KEY (tenant_id, source, id)
);
CREATE INDEX usage_events_at_ix ON usage_events (tenant_id, at);
CREATE TABLE usage_hours (
    tenant_id uuid             NOT NULL,
    meter     text COLLATE "C" NOT NULL,
    hour      timestamptz      NOT NULL,
    amount    bigint           NOT NULL,
    peak      bigint,
    latest    bigint,
    latest_at timestamptz,
    CONSTRAINT usage_hours_pk PRIMARY KEY (tenant_id, meter, hour)
);
CREATE TABLE usage_words (
    tenant_id uuid             NOT NULL,
    meter     text COLLATE "C" NOT NULL,
    hour      timestamptz      NOT NULL,
    word      text COLLATE "C" NOT NULL,
    uses      bigint           NOT NULL,
    CONSTRAINT usage_words_pk PRIMARY KEY (tenant_id, meter, hour, word)
);
REVOKE ALL ON usage_events, usage_hours, usage_words FROM PUBLIC;
ALTER TABLE usage_events ENABLE ROW LEVEL SECURITY;
ALTER TABLE usage_hours ENABLE ROW LEVEL SECURITY;
ALTER TABLE usage_words ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_rows ON usage_events
    USING (tenant_id = NULLIF(current_setting('tenancy.tenant_id', true), '')::uuid)
    WITH CHECK (tenant_id = NULLIF(current_setting('tenancy.tenant_id', true), '')::uuid);
CREATE POLICY own_rows ON usage_hours
    USING (tenant_id = NULLIF(current_setting('tenancy.tenant_id', true), '')::uuid)
    WITH CHECK (tenant_id = NULLIF(current_setting('tenancy.tenant_id', true), '')::uuid);
CREATE POLICY own_rows ON usage_words
    USING (tenant_id = NULLIF(current_setting('tenancy.tenant_id', true), '')::uuid)
    WITH CHECK (tenant_id = NULLIF(current_setting('tenancy.tenant_id', true), '')::uuid);
GRANT SELECT, INSERT, UPDATE, DELETE ON usage_events TO "${appRole}";
GRANT SELECT, INSERT, UPDATE ON usage_hours, usage_words TO "${appRole}";
--rollback DROP TABLE usage_words, usage_hours, usage_events

--changeset tenancy:usage-force
ALTER TABLE usage_events FORCE ROW LEVEL SECURITY;
ALTER TABLE usage_hours FORCE ROW LEVEL SECURITY;
ALTER TABLE usage_words FORCE ROW LEVEL SECURITY;
--rollback empty

--changeset tenancy:archives
-- Rows of the tenant as files, and archives that are brought in; they expire. A file is compressed already.
CREATE TABLE archives (
    tenant_id  uuid        NOT NULL,
    id         uuid        NOT NULL,
    kind       text        NOT NULL,
    person     uuid,
    ids        text,
    owner_kind text        NOT NULL,
    owner_id   uuid        NOT NULL,
    created_at timestamptz NOT NULL,
    expires_at timestamptz NOT NULL,
    whole      boolean     NOT NULL,
    parts      integer     NOT NULL,
    bytes      bigint      NOT NULL,
    notes      text[]      NOT NULL,
    CONSTRAINT archives_pk PRIMARY KEY (tenant_id, id),
    CONSTRAINT archives_kind_ck CHECK (kind IN ('TENANT', 'USER', 'UPLOAD')),
    CONSTRAINT archives_ids_ck CHECK (ids IN ('KEEP', 'REMAP')),
    CONSTRAINT archives_notes_ck CHECK (cardinality(notes) <= 2000)
);
CREATE TABLE archive_parts (
    tenant_id  uuid    NOT NULL,
    archive_id uuid    NOT NULL,
    number     integer NOT NULL,
    of_table   text    NOT NULL,
    columns    text[]  NOT NULL,
    rows       integer NOT NULL,
    bytes      integer NOT NULL,
    sha256     text    NOT NULL,
    content    bytea   NOT NULL,
    CONSTRAINT archive_parts_pk PRIMARY KEY (tenant_id, archive_id, number),
    CONSTRAINT archive_parts_archive_fk FOREIGN KEY (tenant_id, archive_id)
        REFERENCES archives (tenant_id, id) ON DELETE CASCADE,
    CONSTRAINT archive_parts_number_ck CHECK (number >= 0)
);
ALTER TABLE archive_parts ALTER COLUMN content SET STORAGE EXTERNAL;
REVOKE ALL ON archives, archive_parts FROM PUBLIC;
ALTER TABLE archives ENABLE ROW LEVEL SECURITY;
ALTER TABLE archive_parts ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_rows ON archives
    USING (tenant_id = NULLIF(current_setting('tenancy.tenant_id', true), '')::uuid)
    WITH CHECK (tenant_id = NULLIF(current_setting('tenancy.tenant_id', true), '')::uuid);
CREATE POLICY own_rows ON archive_parts
    USING (tenant_id = NULLIF(current_setting('tenancy.tenant_id', true), '')::uuid)
    WITH CHECK (tenant_id = NULLIF(current_setting('tenancy.tenant_id', true), '')::uuid);
GRANT SELECT, INSERT, UPDATE, DELETE ON archives, archive_parts TO "${appRole}";
--rollback DROP TABLE archive_parts, archives

--changeset tenancy:archives-force
ALTER TABLE archives FORCE ROW LEVEL SECURITY;
ALTER TABLE archive_parts FORCE ROW LEVEL SECURITY;
--rollback empty

--changeset tenancy:journal-erasure
-- An entry whose details are erased has no salt. Only the owner of the tables can erase them.
ALTER TABLE journal ALTER COLUMN salt DROP NOT NULL;
CREATE INDEX journal_behalf_ix ON journal (tenant_id, on_behalf_of, id) WHERE on_behalf_of IS NOT NULL;
--rollback DROP INDEX journal_behalf_ix

--changeset tenancy:journal-erased-index
-- Before the beginning of a journal is removed, somebody asks which entries behind it have lost their details.
CREATE INDEX journal_erased_ix ON journal (tenant_id, id) WHERE salt IS NULL;
--rollback DROP INDEX journal_erased_ix

--changeset tenancy:webhook-deliveries-search
-- Deliveries are looked for by what they are about, and by the webhook-id that a receiver has seen.
CREATE INDEX webhook_deliveries_type_ix ON webhook_deliveries (tenant_id, webhook_id, event_type, id);
CREATE INDEX webhook_deliveries_message_ix ON webhook_deliveries (tenant_id, message_id);
--rollback DROP INDEX webhook_deliveries_message_ix, webhook_deliveries_type_ix


--changeset tenancy:rows-of-one-page splitStatements:false
-- A row of these fits on a page whatever is in it, by the checks of their columns. From PostgreSQL 16 on, a table that is made with such
-- columns has no overflow table and no index of one: two relations and two files less. Tables with rows keep theirs: they would gain
-- nothing, and wait for everybody who reads them.
DO $$
DECLARE
    tenant_table text;
    texts        text[];
    one          text;
BEGIN
    FOR tenant_table, texts IN
        SELECT * FROM (VALUES
                ('users', '{email, name, name_key, status}'::text[]),
                ('roles', '{name, description}'::text[]),
                ('role_permissions', '{permission}'::text[]),
                ('credentials', '{hash}'::text[]),
                ('one_time_tokens', '{purpose, digest, address}'::text[]),
                ('security_policies', '{mfa}'::text[]),
                ('visits', '{email, access, reason}'::text[]),
                ('authenticators', '{key, pending_key}'::text[]),
                ('recovery_codes', '{digest}'::text[]),
                ('challenges', '{purpose, digest, new_hash}'::text[]),
                ('service_accounts', '{name, description, status}'::text[]),
                ('user_grants', '{permission}'::text[]),
                ('groups', '{name, description}'::text[]),
                ('flag_overrides', '{variant, reason}'::text[]),
                ('user_features', '{variant, reason}'::text[]),
                ('journal_links', '{details, digest}'::text[]),
                ('webhook_attempts', '{error, excerpt}'::text[])
            ) AS list (tenant_table, texts)
    LOOP
        IF pg_relation_size(tenant_table::regclass) = 0 THEN
            FOREACH one IN ARRAY texts LOOP
                EXECUTE format('ALTER TABLE %I ALTER %I SET STORAGE PLAIN', tenant_table, one);
            END LOOP;
        END IF;
    END LOOP;
END
$$;
--rollback empty
