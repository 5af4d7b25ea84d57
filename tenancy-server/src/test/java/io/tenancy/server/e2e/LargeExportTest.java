package io.tenancy.server.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenancy.server.e2e.NewTenants.Opened;
import java.io.IOException;
import java.time.Duration;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;

/**
 * An archive that is longer than the memory of the server that makes it and sends it. Each file of it is made, stored, read and
 * sent by itself, so what fits once fits for any number of rows.
 */
class LargeExportTest {
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final int ENTRIES = 150_000;
    private static final long HEAP = 128L << 20;

    private final Deployment deployment =
            Deployment.fresh().with("JAVA_TOOL_OPTIONS", "-Xmx" + HEAP + " -XX:+ExitOnOutOfMemoryError");

    @Test
    void isMadeAndSentFileByFile() throws IOException {
        try (ServerProcess server = deployment.startProcess()) {
            Opened acme = NewTenants.open(deployment.operator(server), server, "large");
            plantEntries(acme.id());

            String export = acme.client().post("/v1/exports").expect(201).text("id");
            Until.within(
                    PATIENCE,
                    "the export ends",
                    () -> acme.client()
                            .get("/v1/exports/" + export)
                            .expect(200)
                            .json()
                            .path("ready")
                            .asBoolean());
            Sum sum = read(acme.client(), "/v1/exports/" + export + "/archive");

            assertThat(sum.bytes()).isGreaterThan(HEAP);
            assertThat(sum.lines()).isGreaterThan(ENTRIES);
            acme.client().get("/v1/tenant").expect(200);
        }
    }

    /** Entries of about a kilobyte each, which hardly can be compressed. */
    private void plantEntries(String tenant) {
        deployment
                .database()
                .plant("INSERT INTO tenancy.journal (tenant_id, id, at, actor_kind, actor_id, action, target, fields,"
                        + " values_before, values_after, salt) SELECT '" + tenant
                        + "', gen_random_uuid(), now(), 'SYSTEM',"
                        + " gen_random_uuid(), 'note.written', gen_random_uuid(), ARRAY['text'], ARRAY[NULL::text],"
                        + " ARRAY[(SELECT string_agg(md5(random()::text || n || i), '') FROM generate_series(1, 28) i)],"
                        + " gen_random_uuid() FROM generate_series(1, " + ENTRIES + ") n");
    }

    private record Sum(long lines, long bytes) {}

    /** Counts without keeping anything. */
    private static Sum read(JsonClient client, String path) throws IOException {
        byte[] buffer = new byte[1 << 16];
        long lines = 0;
        long bytes = 0;
        try (ZipInputStream input = new ZipInputStream(client.stream(path))) {
            for (ZipEntry entry = input.getNextEntry(); entry != null; entry = input.getNextEntry()) {
                for (int read = input.read(buffer); read >= 0; read = input.read(buffer)) {
                    bytes += read;
                    for (int i = 0; i < read; i++) {
                        lines += buffer[i] == '\n' ? 1 : 0;
                    }
                }
            }
        }
        return new Sum(lines, bytes);
    }
}
