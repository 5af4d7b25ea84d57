--liquibase formatted sql logicalFilePath:example/outside

-- A function beside the schemas of tenants, as an extension has them, and a table that does not come about without it.
--changeset example:outside splitStatements:false
CREATE OR REPLACE FUNCTION public.without_vowels(word text) RETURNS text LANGUAGE sql IMMUTABLE
    AS $$ SELECT translate(word, 'aeiou', '') $$;
CREATE TABLE words (
    tenant_id uuid NOT NULL,
    id        uuid NOT NULL,
    word      text NOT NULL,
    CONSTRAINT words_pk PRIMARY KEY (tenant_id, id)
);
CREATE INDEX words_short_ix ON words (tenant_id, public.without_vowels(word));
ALTER TABLE words ENABLE ROW LEVEL SECURITY;
ALTER TABLE words FORCE ROW LEVEL SECURITY;
CREATE POLICY own_rows ON words
    USING (tenant_id = NULLIF(current_setting('tenancy.tenant_id', true), '')::uuid)
    WITH CHECK (tenant_id = NULLIF(current_setting('tenancy.tenant_id', true), '')::uuid);
REVOKE ALL ON words FROM PUBLIC;
GRANT SELECT, INSERT ON words TO "${appRole}";
--rollback DROP TABLE words
