--liquibase formatted sql logicalFilePath:notes/labels

--changeset notes:labels
CREATE TABLE labels (
    tenant_id uuid NOT NULL,
    id        uuid NOT NULL,
    name      text NOT NULL,
    CONSTRAINT labels_pk PRIMARY KEY (tenant_id, id),
    CONSTRAINT labels_name_ck CHECK (length(name) BETWEEN 1 AND 40)
);
REVOKE ALL ON labels FROM PUBLIC;
ALTER TABLE labels ENABLE ROW LEVEL SECURITY;
ALTER TABLE labels FORCE ROW LEVEL SECURITY;
CREATE POLICY own_rows ON labels
    USING (tenant_id = NULLIF(current_setting('tenancy.tenant_id', true), '')::uuid)
    WITH CHECK (tenant_id = NULLIF(current_setting('tenancy.tenant_id', true), '')::uuid);
GRANT SELECT, INSERT, UPDATE, DELETE ON labels TO "${appRole}";
--rollback DROP TABLE labels
