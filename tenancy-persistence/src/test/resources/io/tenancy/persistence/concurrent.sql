--liquibase formatted sql logicalFilePath:example/concurrent

--changeset example:notes-index runInTransaction:false
CREATE INDEX CONCURRENTLY notes_body_ix ON notes (tenant_id, body);
--rollback DROP INDEX notes_body_ix
