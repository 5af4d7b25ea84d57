package io.tenancy.core.culprit;

public interface KnowsSql {
    java.sql.Connection connection();
}
