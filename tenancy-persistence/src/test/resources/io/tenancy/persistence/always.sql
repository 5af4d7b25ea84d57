--liquibase formatted sql logicalFilePath:example/always

--changeset example:each-time runAlways:true
COMMENT ON TABLE users IS 'People';
--rollback empty
