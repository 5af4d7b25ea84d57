--liquibase formatted sql logicalFilePath:example/workshop

-- What no table is: each is lost where only tables are made.
--changeset example:workshop splitStatements:false
CREATE TYPE mood AS ENUM ('glad', 'sad');
CREATE TABLE tools (
    tenant_id uuid NOT NULL,
    id        uuid NOT NULL,
    owner     uuid,
    name      text NOT NULL,
    mood      mood NOT NULL,
    CONSTRAINT tools_pk PRIMARY KEY (tenant_id, id),
    CONSTRAINT tools_owner_fk FOREIGN KEY (tenant_id, owner) REFERENCES tools (tenant_id, id)
);
CREATE VIEW tool_names WITH (security_invoker = true) AS SELECT name FROM tools;
--rollback empty
