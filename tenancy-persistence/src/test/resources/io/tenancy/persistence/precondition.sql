--liquibase formatted sql logicalFilePath:example/precondition

--changeset example:sometimes
--preconditions onFail:MARK_RAN
--precondition-sql-check expectedResult:0 SELECT count(*) FROM users
COMMENT ON TABLE users IS 'People';
--rollback empty
