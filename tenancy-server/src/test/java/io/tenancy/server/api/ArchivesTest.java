package io.tenancy.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tenancy.server.e2e.Answer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Exports and imports as jobs that nobody has done yet. */
final class ArchivesTest {
    @RegisterExtension
    static final TestApi API = new TestApi();

    @Test
    void areListedAmongTheJobsOfATenantAndCancelledBeforeTheyEnd() {
        API.open("cancels");
        String owner = API.get("/v1/me")
                .as("cancels.owner")
                .send()
                .expect(200)
                .json()
                .at("/user/id")
                .asText();
        List<String> begun = new ArrayList<>();
        for (String path : List.of("/v1/exports", "/v1/users/" + owner + "/data/exports")) {
            begun.add(API.call("POST", path)
                    .as("cancels.owner")
                    .send()
                    .expect(201)
                    .text("id"));
        }

        JsonNode listed =
                API.get("/v1/jobs").as("cancels.owner").send().expect(200).json();
        assertThat(listed.path("items").findValuesAsText("id")).containsAll(begun);
        for (String id : begun) {
            String job = "/v1/jobs/" + id;
            API.call("POST", job + "/cancel").as("cancels.viewer").send().expect(403, "access.denied");
            API.call("POST", job + "/cancel").as("globex.owner").send().expect(404, "job.not_found");
            assertThat(API.call("POST", job + "/cancel")
                            .as("cancels.owner")
                            .send()
                            .expect(200)
                            .text("state"))
                    .isEqualTo("cancelled");
            API.call("POST", job + "/cancel").as("cancels.owner").send().expect(409, "job.ended");
            API.get("/v1/exports/" + id + "/archive").as("cancels.owner").send().expect(409, "export.not_ready");
        }
    }

    @Test
    void areBroughtIntoATenantByOperatorsWhoMayCancelThat() throws IOException {
        API.open("takes");
        String tenant =
                API.get("/v1/tenant").as("takes.owner").send().expect(200).text("id");
        String imports = "/v1/tenants/" + tenant + "/archives/imports";
        String begun = upload(imports).expect(200).text("id");
        assertThat(state(imports + "/" + begun)).isEqualTo("queued");

        API.call("POST", imports + "/" + begun + "/cancel")
                .as("takes.owner")
                .send()
                .expect(403, "access.denied");
        API.call("POST", imports + "/" + begun + "/cancel")
                .as("operator")
                .send()
                .expect(200);

        assertThat(state(imports + "/" + begun)).isEqualTo("cancelled");
        API.call("POST", imports + "/" + begun + "/cancel")
                .as("operator")
                .send()
                .expect(409, "job.ended");
        API.call("POST", imports + "/" + UUID.randomUUID() + "/cancel")
                .as("operator")
                .send()
                .expect(404, "job.not_found");
        upload(imports).expect(200);
    }

    @Test
    void ofWhichTheOperatorsJournalHasThoseThatHaveStarted() throws IOException {
        API.open("tells");
        String tenant =
                API.get("/v1/tenant").as("tells.owner").send().expect(200).text("id");
        String imports = "/v1/tenants/" + tenant + "/archives/imports";

        send(imports, "no archive".getBytes(StandardCharsets.UTF_8)).expect(422, "archive.broken");
        assertThat(started(tenant)).isEmpty();
        String begun = upload(imports).expect(200).text("id");

        assertThat(started(tenant))
                .singleElement()
                .satisfies(entry -> assertThat(entry.toString()).contains(begun));
    }

    private static List<JsonNode> started(String tenant) {
        List<JsonNode> entries = new ArrayList<>();
        API.get("/v1/audit?action=tenant.import_started&target=" + tenant)
                .as("operator")
                .send()
                .expect(200)
                .json()
                .path("items")
                .forEach(entries::add);
        return entries;
    }

    private static String state(String path) {
        return API.get(path)
                .as("operator")
                .send()
                .expect(200)
                .json()
                .at("/job/state")
                .asText();
    }

    /** An archive without any table, which is all that memory has. */
    private static Answer upload(String path) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            zip.putNextEntry(new ZipEntry("manifest.json"));
            zip.write(("{\"format\":\"tenancy-archive\",\"version\":1,\"kind\":\"tenant\",\"changelog\":1,"
                            + "\"tenant\":{\"id\":\"" + UUID.randomUUID() + "\"},\"tables\":[],\"leftOut\":[]}")
                    .getBytes(StandardCharsets.UTF_8));
            zip.closeEntry();
        }
        return send(path, bytes.toByteArray());
    }

    private static Answer send(String path, byte[] body) {
        return API.call("POST", path)
                .as("operator")
                .header("Content-Type", ArchiveFile.ZIP)
                .body(body)
                .send();
    }
}
