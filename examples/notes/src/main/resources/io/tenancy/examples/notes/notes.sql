--liquibase formatted sql logicalFilePath:notes/tenant

-- The tables that tenants have in this application, beside Tenancy's own. No name has a schema in front, because the same
-- changes serve the shared tables, a tenant's own schema and a tenant's own database.

--changeset notes:notes
CREATE TABLE notes (
    tenant_id  uuid        NOT NULL,
    id         uuid        NOT NULL,
    author     uuid        NOT NULL,
    text       text        NOT NULL,
    created_at timestamptz NOT NULL,
    CONSTRAINT notes_pk PRIMARY KEY (tenant_id, id),
    CONSTRAINT notes_author_fk FOREIGN KEY (tenant_id, author)
        REFERENCES users (tenant_id, id) ON DELETE CASCADE,
    CONSTRAINT notes_text_ck CHECK (length(text) BETWEEN 1 AND 2000)
);
CREATE INDEX notes_author_ix ON notes (tenant_id, author);
REVOKE ALL ON notes FROM PUBLIC;
ALTER TABLE notes ENABLE ROW LEVEL SECURITY;
ALTER TABLE notes FORCE ROW LEVEL SECURITY;
CREATE POLICY own_rows ON notes
    USING (tenant_id = NULLIF(current_setting('tenancy.tenant_id', true), '')::uuid)
    WITH CHECK (tenant_id = NULLIF(current_setting('tenancy.tenant_id', true), '')::uuid);
GRANT SELECT, INSERT, DELETE ON notes TO "${appRole}";
--rollback DROP TABLE notes
