--liquibase formatted sql logicalFilePath:tests/folders

-- Tables of an application: rows that refer to rows of their own table, to people, and columns that are secrets.

--changeset tests:folders
CREATE TABLE folders (
    tenant_id uuid    NOT NULL,
    id        uuid    NOT NULL,
    parent_id uuid,
    owner_id  uuid    NOT NULL,
    name      text    NOT NULL,
    size      numeric NOT NULL,
    tags      jsonb   NOT NULL,
    image     bytea,
    pin       text,
    CONSTRAINT folders_pk PRIMARY KEY (tenant_id, id),
    CONSTRAINT folders_parent_fk FOREIGN KEY (tenant_id, parent_id)
        REFERENCES folders (tenant_id, id) ON DELETE CASCADE,
    CONSTRAINT folders_owner_fk FOREIGN KEY (tenant_id, owner_id) REFERENCES users (tenant_id, id) ON DELETE CASCADE,
    CONSTRAINT folders_size_ck CHECK (size >= 0)
);
COMMENT ON COLUMN folders.pin IS 'tenancy:secret: opens the folder';
CREATE TABLE folder_keys (
    tenant_id uuid   NOT NULL,
    folder_id uuid   NOT NULL,
    number    bigint NOT NULL,
    key       text   NOT NULL,
    CONSTRAINT folder_keys_pk PRIMARY KEY (tenant_id, folder_id, number),
    CONSTRAINT folder_keys_folder_fk FOREIGN KEY (tenant_id, folder_id)
        REFERENCES folders (tenant_id, id) ON DELETE CASCADE
);
COMMENT ON COLUMN folder_keys.key IS 'tenancy:secret';
ALTER TABLE folders ENABLE ROW LEVEL SECURITY;
ALTER TABLE folder_keys ENABLE ROW LEVEL SECURITY;
ALTER TABLE folders FORCE ROW LEVEL SECURITY;
ALTER TABLE folder_keys FORCE ROW LEVEL SECURITY;
CREATE POLICY own_rows ON folders
    USING (tenant_id = NULLIF(current_setting('tenancy.tenant_id', true), '')::uuid)
    WITH CHECK (tenant_id = NULLIF(current_setting('tenancy.tenant_id', true), '')::uuid);
CREATE POLICY own_rows ON folder_keys
    USING (tenant_id = NULLIF(current_setting('tenancy.tenant_id', true), '')::uuid)
    WITH CHECK (tenant_id = NULLIF(current_setting('tenancy.tenant_id', true), '')::uuid);
GRANT SELECT, INSERT, UPDATE, DELETE ON folders, folder_keys TO "${appRole}";
--rollback DROP TABLE folder_keys, folders
