package io.tenancy.server.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.Test;

/** The jar that is put into production. */
class RunnableJarIT {
    private static final Path JAR = Path.of("target", "tenancy-server.jar");

    @Test
    void servesByItself() {
        Deployment deployment = Deployment.fresh();

        try (ServerProcess server = ServerProcess.startJar(JAR, deployment.environment())) {
            JsonClient operator = deployment.operator(server);

            operator.get("/v1/me").expect(200);
            assertThat(server.anonymous()
                            .get("/openapi.json")
                            .expect(200)
                            .json()
                            .path("paths")
                            .size())
                    .isGreaterThan(10);
            server.anonymous().get("/docs/").expect(200);
            new JsonClient(server.operatorUrl()).get("/ready").expect(200);
        }
    }

    @Test
    void checksItsConfiguration() {
        try (JavaProcess check =
                JavaProcess.jar(JAR, Deployment.fresh().environment(), line -> {}, "check", "config.yml")) {
            assertThat(check.exitStatus()).isZero();
            assertThat(check.output()).containsExactly("The configuration is complete.");
            assertThat(check.errors()).isEmpty();
        }
    }

    @Test
    void holdsNothingThatIsForTestsOrTheBuildOnly() throws IOException {
        try (JarFile jar = new JarFile(JAR.toFile())) {
            List<String> names = jar.stream().map(ZipEntry::getName).toList();

            assertThat(names)
                    .contains("io/tenancy/server/TenancyApplication.class", "config.yml", "openapi.json")
                    .noneMatch(name -> name.startsWith("io/zonky/") || name.startsWith("org/junit/"))
                    .noneMatch(name -> name.contains("testkit") || name.endsWith("postgres-linux-x86_64.txz"))
                    .noneMatch(name -> name.endsWith(".SF") || name.endsWith("module-info.class"));
        }
    }
}
