--liquibase formatted sql logicalFilePath:example/due

--changeset example:notes-due
ALTER TABLE notes ADD COLUMN due_at timestamptz;
--rollback ALTER TABLE notes DROP COLUMN due_at
