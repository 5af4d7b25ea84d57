--liquibase formatted sql logicalFilePath:benchmarks/one-more-change

--changeset benchmarks:user-note
ALTER TABLE users ADD COLUMN note text;
--rollback ALTER TABLE users DROP COLUMN note
