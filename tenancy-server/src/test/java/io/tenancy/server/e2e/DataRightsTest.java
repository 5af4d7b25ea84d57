package io.tenancy.server.e2e;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tenancy.core.Sha256;
import io.tenancy.persistence.testkit.TestDatabase;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** An export by its owner, the same rows in another tenant, and a user who is erased, from requests to rows. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DataRightsTest {
    private static final Duration SOON = Duration.ofSeconds(90);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Deployment deployment = Deployment.fresh();
    private RunningServer server;
    private JsonClient operator;
    private Tenants tenants;

    @BeforeAll
    void start() {
        server = deployment.start();
        operator = deployment.operator(server);
        tenants = new Tenants(server, operator);
    }

    @AfterAll
    void stop() {
        server.close();
    }

    @ParameterizedTest
    @CsvSource({"shared, schema, keep", "schema, database, remap", "database, shared, keep"})
    void movesATenantAndErasesAUser(String from, String to, String ids) throws Exception {
        String slug = "rights-" + from;
        JsonClient owner = tenants.owner(slug, from);
        JsonClient admin = tenants.user(owner, slug, "ADMIN");
        owner.post("/v1/groups", Json.of("name", "Friends", "roles", List.of("VIEWER")))
                .expect(201);

        String export = owner.post("/v1/exports").expect(201).text("id");
        Until.within(SOON, "the export ends", () -> isReady(owner, "/v1/exports/" + export));
        JsonNode job = owner.get("/v1/exports/" + export).expect(200).json().path("job");
        assertThat(job.path("total").asInt()).isGreaterThan(10);
        assertThat(job.path("done").asInt()).isEqualTo(job.path("total").asInt());
        byte[] zip = owner.file("/v1/exports/" + export + "/archive");
        admin.get("/v1/exports/" + export).expect(404, "job.not_found");
        admin.get("/v1/exports/" + export + "/archive").expect(404, "job.not_found");
        operator.get("/v1/exports/" + export).expect(404, "job.not_found");

        Map<String, byte[]> files = files(zip);
        requireWhole(files);
        assertThat(text(files)).contains("admin@" + slug + ".test").doesNotContain("$argon2id$");

        JsonNode target = operator.post("/v1/tenants", NewTenants.wanted("copy-of-" + from, to, "main"))
                .expect(201)
                .json();
        String imports = "/v1/tenants/" + target.path("id").asText() + "/archives/imports";
        owner.upload(imports, zip).expect(403);
        refusesBrokenOnes(imports, files);
        requireNothingLeft(target.path("id").asText(), to);
        String started =
                operator.upload(imports + "?ids=" + ids, zip).expect(200).text("id");
        Until.within(SOON, "the import ends", () -> !isOpen(operator, imports + "/" + started));
        JsonNode brought = operator.get(imports + "/" + started).expect(200).json();
        assertThat(brought.at("/job/state").asText()).as(brought.toString()).isEqualTo("succeeded");
        assertThat(brought.path("leftOut").toString()).contains("credentials").contains("journal");
        JsonClient copy = server.anonymous()
                .changePassword(
                        new Person(
                                "copy-of-" + from,
                                "owner@copy-of-" + from + ".test",
                                target.path("oneTimePassword").asText()),
                        Tenants.PASSWORD);
        assertThat(copy.get("/v1/users?limit=200").expect(200).text()).contains("admin@" + slug + ".test");
        assertThat(copy.get("/v1/groups").expect(200).text()).contains("Friends");
        operator.upload(imports, zip).expect(409, "import.tenant_not_new");

        erases(owner, admin, slug, from);
    }

    private void erases(JsonClient owner, JsonClient admin, String slug, String isolation) {
        String gone = admin.get("/v1/me").expect(200).json().at("/user/id").asText();
        String id = owner.get("/v1/tenant").expect(200).text("id");
        TestDatabase database = isolation.equals("database") ? deployment.databaseOf(id) : deployment.database();
        String journal = (isolation.equals("schema") ? deployment.schema(id) : "tenancy") + ".journal";
        String about = " WHERE tenant_id = '" + id + "' AND action <> 'user.erased' AND '" + gone
                + "' IN (actor_id::text, target::text)";

        String job =
                owner.post("/v1/users/" + gone + "/data/erasure").expect(201).text("id");

        admin.get("/v1/me").expect(401);
        Until.within(
                SOON,
                "the erasure ends",
                () -> owner.get("/v1/jobs/" + job).expect(200).text("state").equals("succeeded"));
        assertThat(database.texts("SELECT id::text FROM " + journal + about)).isNotEmpty();
        assertThat(database.texts("SELECT salt::text FROM " + journal + about + " AND (salt IS NOT NULL OR address"
                        + " IS NOT NULL OR fields <> '{}')"))
                .isEmpty();
        Until.within(
                SOON,
                "all is sealed",
                () -> database.texts("SELECT 1::text FROM " + journal + "_queue WHERE tenant_id = '" + id + "'")
                        .isEmpty());
        Ended whole = Ended.run(deployment, "audit", "verify", "--tenant", slug, "config.yml");
        assertThat(whole.status()).as(whole.toString()).isZero();
        database.plant("UPDATE " + journal + " SET salt = NULL WHERE id = (SELECT id FROM " + journal
                + " WHERE tenant_id = '" + id + "' AND salt IS NOT NULL AND action = 'group.created')");
        Ended broken = Ended.run(deployment, "audit", "verify", "--tenant", slug, "config.yml");
        assertThat(broken.status()).as(broken.toString()).isEqualTo(1);
    }

    private void refusesBrokenOnes(String imports, Map<String, byte[]> files) throws IOException {
        operator.upload(imports, "no zip".getBytes(StandardCharsets.UTF_8)).expect(422, "archive.broken");
        Map<String, byte[]> spoiled = new LinkedHashMap<>(files);
        String users = files.keySet().stream()
                .filter(name -> name.startsWith("tables/users/"))
                .findAny()
                .orElseThrow();
        byte[] file = requireNonNull(files.get(users)).clone();
        file[file.length / 2] ^= 1;
        spoiled.put(users, file);
        operator.upload(imports, zip(spoiled)).expect(422, "archive.checksum");
        spoiled.put(users, new byte[50_000_000]);
        operator.upload(imports, zip(spoiled)).expect(422, "archive.broken");
        Map<String, byte[]> another = new LinkedHashMap<>(files);
        another.put("../../evil", file);
        operator.upload(imports, zip(another)).expect(422, "archive.broken");
        manifest(imports, files, "\"version\":1", "\"version\":2", "archive.version");
        manifest(imports, files, "\"changelog\":", "\"changelog\":9", "archive.newer");
        manifest(imports, files, "email text", "email uuid", "archive.shape");
    }

    /** Not even the files that were taken in before the one that is broken. */
    private void requireNothingLeft(String tenant, String isolation) {
        TestDatabase database = isolation.equals("database") ? deployment.databaseOf(tenant) : deployment.database();
        String schema = isolation.equals("schema") ? deployment.schema(tenant) : "tenancy";
        for (String table : List.of("archives", "archive_parts", "jobs", "groups")) {
            assertThat(database.texts("SELECT 1 FROM " + schema + "." + table + " WHERE tenant_id = '" + tenant + "'"))
                    .as(table)
                    .isEmpty();
        }
    }

    private void manifest(String imports, Map<String, byte[]> files, String text, String other, String code)
            throws IOException {
        Map<String, byte[]> changed = new LinkedHashMap<>(files);
        String manifest = new String(files.get("manifest.json"), StandardCharsets.UTF_8);
        changed.put("manifest.json", manifest.replace(text, other).getBytes(StandardCharsets.UTF_8));
        operator.upload(imports, zip(changed)).expect(422, code);
    }

    private static void requireWhole(Map<String, byte[]> files) throws IOException {
        JsonNode manifest = JSON.readTree(files.get("manifest.json"));
        int named = 0;
        for (JsonNode table : manifest.path("tables")) {
            for (JsonNode file : table.path("files")) {
                byte[] content = files.get(file.path("name").asText());
                assertThat(Sha256.hex(content)).isEqualTo(file.path("sha256").asText());
                named++;
            }
        }
        assertThat(files).hasSize(named + 1);
    }

    private static String text(Map<String, byte[]> files) {
        StringBuilder text = new StringBuilder();
        files.values().forEach(file -> text.append(new String(file, StandardCharsets.UTF_8)));
        return text.toString();
    }

    private static boolean isReady(JsonClient client, String path) {
        return client.get(path).expect(200).json().path("ready").asBoolean();
    }

    private static boolean isOpen(JsonClient client, String path) {
        String state = client.get(path).expect(200).json().at("/job/state").asText();
        return List.of("queued", "running").contains(state);
    }

    private static Map<String, byte[]> files(byte[] zip) throws IOException {
        Map<String, byte[]> files = new LinkedHashMap<>();
        try (ZipInputStream input = new ZipInputStream(new ByteArrayInputStream(zip))) {
            for (ZipEntry entry = input.getNextEntry(); entry != null; entry = input.getNextEntry()) {
                files.put(entry.getName(), input.readAllBytes());
            }
        }
        return files;
    }

    private static byte[] zip(Map<String, byte[]> files) throws IOException {
        ByteArrayOutputStream output = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(output)) {
            for (Map.Entry<String, byte[]> file : files.entrySet()) {
                zip.putNextEntry(new ZipEntry(file.getKey()));
                zip.write(file.getValue());
                zip.closeEntry();
            }
        }
        return output.toByteArray();
    }
}
