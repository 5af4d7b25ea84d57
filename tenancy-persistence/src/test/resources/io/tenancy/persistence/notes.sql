--liquibase formatted sql logicalFilePath:example/notes

--changeset example:notes
CREATE TABLE notes (
    tenant_id uuid NOT NULL,
    id        uuid NOT NULL,
    body      text NOT NULL,
    CONSTRAINT notes_pk PRIMARY KEY (tenant_id, id)
);
ALTER TABLE notes ENABLE ROW LEVEL SECURITY;
ALTER TABLE notes FORCE ROW LEVEL SECURITY;
CREATE POLICY own_rows ON notes
    USING      (tenant_id = NULLIF(current_setting('tenancy.tenant_id', true), '')::uuid)
    WITH CHECK (tenant_id = NULLIF(current_setting('tenancy.tenant_id', true), '')::uuid);
REVOKE ALL ON notes FROM PUBLIC;
GRANT SELECT, INSERT, UPDATE, DELETE ON notes TO "${appRole}";
--rollback DROP TABLE notes

--changeset example:notes-title splitStatements:false
DO $$
BEGIN
    ALTER TABLE notes ADD COLUMN title text;
    COMMENT ON COLUMN notes.title IS 'What? A title; and no more.';
END
$$;
--rollback ALTER TABLE notes DROP COLUMN title
