--liquibase formatted sql logicalFilePath:example/reported

-- Shown to a role where there is one, and with a search path of its own at the end, as tools write it.
--changeset example:reported splitStatements:false
CREATE TABLE reported (
    tenant_id uuid NOT NULL,
    id        uuid NOT NULL,
    CONSTRAINT reported_pk PRIMARY KEY (tenant_id, id)
);
REVOKE ALL ON reported FROM PUBLIC;
DO $$
BEGIN
    IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'reporting') THEN
        GRANT SELECT ON reported TO reporting;
    END IF;
END
$$;
--rollback DROP TABLE reported
