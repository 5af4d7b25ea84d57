package io.tenancy.server.config;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** One database has many URLs. */
final class DatabaseAddressTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "db.internal:5432/tenancy              | db.internal/tenancy",
                "db.internal/tenancy?sslmode=require   | DB.Internal./tenancy?ApplicationName=a/b",
                "db.internal/tenancy/                  | db.internal/tenancy",
                "db.internal                           | db.internal:5432/owner",
                "db.internal/                          | db.internal/owner",
                "db.internal/%74enancy                 | db.internal/tenancy",
                "one:5433,two:5434/tenancy             | two:5434/tenancy",
                "127.0.0.1/tenancy                     | localhost/tenancy",
                "[::1]:5432/tenancy                    | localhost/tenancy",
                "/tenancy                              | localhost:5432/tenancy",
                "[2001:DB8::7]/tenancy                 | [2001:db8::7]:5432/tenancy",
            })
    void isTheSame(String one, String other) {
        assertThat(DatabaseAddress.of(one, "owner").meets(DatabaseAddress.of(other, "owner")))
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "db.internal:5432/tenancy  | db.internal:5433/tenancy",
                "db.internal/tenancy       | db.internal/Tenancy",
                "db.internal/tenancy       | db2.internal/tenancy",
                "db.internal/a+b           | db.internal/a%20b",
                "db.internal/tenancy       | db.internal",
                "one,two/tenancy           | three/tenancy",
            })
    void isAnother(String one, String other) {
        assertThat(DatabaseAddress.of(one, "owner").meets(DatabaseAddress.of(other, "owner")))
                .isFalse();
    }
}
