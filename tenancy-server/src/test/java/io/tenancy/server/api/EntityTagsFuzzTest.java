package io.tenancy.server.api;

import static io.tenancy.testkit.FuzzInputs.text;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.tenancy.core.Version;
import io.tenancy.server.api.Problem.Refusal;
import io.tenancy.testkit.FuzzInputs;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** If-Match and If-None-Match are read or refused by a documented code, however long the list. */
final class EntityTagsFuzzTest {
    @Test
    void holdsForNeighboursOfItsSeeds() {
        FuzzInputs.neighbours(EntityTagsFuzzTest.class, "tags", 2000, this::tags);
    }

    @FuzzTest
    void tags(byte[] data) {
        String text = text(data);
        try {
            Set<Version> strong = EntityTags.strong(text, "If-Match");

            assertThat(EntityTags.all(text, "If-Match")).containsAll(strong);
            for (Version version : strong) {
                if (version.tag().endsWith("--gzip")) {
                    continue; // none of ours, and read as what compression has made of another
                }
                assertThat(EntityTags.strong(EntityTags.of(version), "If-Match"))
                        .containsExactly(version);
            }
        } catch (Refusal e) {
            assertThat(e.problem().code()).isEqualTo("header.malformed");
        }
    }
}
