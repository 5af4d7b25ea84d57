package io.tenancy.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenancy.server.e2e.Answer;
import io.tenancy.server.e2e.Json;
import io.tenancy.testkit.SamplePictures;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

final class BrandApiTest {
    @RegisterExtension
    static final TestApi API = new TestApi();

    private static Answer put(byte[] image, int status) {
        return API.call(
                        "PUT",
                        "/v1/brand/logo",
                        Json.of("image", Base64.getEncoder().encodeToString(image)))
                .as("acme.owner")
                .send()
                .expect(status);
    }

    @Test
    void servesALogoToAnybodyForGood() {
        String digest = put(SamplePictures.png(48, 48), 200).text("logo");

        Answer logo = API.get("/console/brand/logos/" + digest).send().expect(200);

        assertThat(logo.headers().firstValue("Content-Type")).contains("image/png");
        assertThat(logo.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
        assertThat(logo.headers().firstValue("Cache-Control")).contains("public, max-age=31536000, immutable");
        assertThat(logo.headers().firstValue("Content-Security-Policy").orElse(""))
                .contains("sandbox");
        API.get("/console/brand/logos/" + "0".repeat(64)).send().expect(404);
        API.get("/console/brand/logos/..").send().expect(404);
        API.call("DELETE", "/v1/brand/logo").as("acme.owner").send().expect(200);
        API.get("/console/brand/logos/" + digest).send().expect(404);
    }

    @Test
    void refusesWhatIsNoPicture() {
        assertThat(put("<svg onload=alert(1)>".getBytes(StandardCharsets.UTF_8), 422)
                        .text())
                .contains("image.malformed")
                .contains("\"image\"");
        assertThat(put(new byte[70_000], 422).text()).contains("image.too_long");
        API.call("PUT", "/v1/brand/logo", Json.of("image", "AA=="))
                .as("acme.viewer")
                .send()
                .expect(403, "access.denied");
    }
}
