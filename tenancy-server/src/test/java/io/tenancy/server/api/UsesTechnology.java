package io.tenancy.server.api;

import org.jose4j.jwt.JwtClaims;
import org.postgresql.ds.PGSimpleDataSource;

public interface UsesTechnology {
    JwtClaims claims();

    PGSimpleDataSource database();

    liquibase.Scope migration();

    java.sql.Connection connection();
}
