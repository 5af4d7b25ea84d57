--liquibase formatted sql logicalFilePath:example/touches-users

--changeset example:user-note
ALTER TABLE users ADD COLUMN note text;
--rollback ALTER TABLE users DROP COLUMN note
