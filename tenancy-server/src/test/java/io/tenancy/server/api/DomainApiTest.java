package io.tenancy.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tenancy.server.config.Network;
import io.tenancy.server.config.TrustedProxies;
import io.tenancy.server.e2e.Answer;
import io.tenancy.server.e2e.Json;
import java.net.InetAddress;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

final class DomainApiTest {
    @RegisterExtension
    static final TestApi API = new TestApi(new TrustedProxies(
            List.of(new Network(InetAddress.getLoopbackAddress(), 32)), TrustedProxies.Form.X_FORWARDED));

    /** Trusts nobody. */
    @RegisterExtension
    static final TestApi BARE = new TestApi();

    private static Answer add(String who, String name) {
        return API.call("POST", "/v1/domains", Json.of("name", name))
                .as(who)
                .send()
                .expect(201);
    }

    private static Answer verify(String who, Answer domain) {
        return API.call("POST", "/v1/domains/" + domain.text("id") + "/verify")
                .as(who)
                .send();
    }

    private static JsonNode look(String host) {
        return API.get("/console/brand")
                .header("X-Forwarded-Host", host)
                .send()
                .expect(200)
                .json();
    }

    @Test
    void leadsFromAVerifiedDomainToTheSignInOfItsTenant() {
        Answer domain = add("acme.owner", "App.Acme.Example.");
        assertThat(domain.text("name")).isEqualTo("app.acme.example");
        assertThat(domain.text("record")).isEqualTo("_tenancy-challenge.app.acme.example");
        verify("acme.owner", domain).expect(409, "domain.unproven");
        assertThat(look("app.acme.example")).isEmpty();

        API.services().dns().put(domain.text("record"), domain.text("token"));
        assertThat(verify("acme.owner", domain).expect(200).text("status")).isEqualTo("verified");

        JsonNode look = look("app.acme.example:8080");
        assertThat(look.path("tenant").asText()).isEqualTo("acme");
        assertThat(look.at("/brand/color").asText()).startsWith("#");
        assertThat(look("other.example")).isEmpty();
        assertThat(look("acme")).isEmpty();
        Answer followed = API.get("/accept-invitation")
                .header("X-Forwarded-Host", "app.acme.example")
                .send()
                .expect(303);
        assertThat(followed.headers().firstValue("Location"))
                .contains("https://app.acme.example/base/console/accept-invitation");

        Answer taken = add("globex.owner", "app.acme.example");
        API.services().dns().put(taken.text("record"), taken.text("token"));
        verify("globex.owner", taken).expect(409, "domain.taken");

        API.call("DELETE", "/v1/domains/" + domain.text("id"))
                .as("acme.owner")
                .send()
                .expect(204);
        assertThat(look("app.acme.example")).isEmpty();
        verify("globex.owner", taken).expect(200);
        assertThat(look("app.acme.example").path("tenant").asText()).isEqualTo("globex");
    }

    @Test
    void believesNoStrangerWhoForwardsAHost() {
        Answer domain = BARE.call("POST", "/v1/domains", Json.of("name", "portal.acme.example"))
                .as("acme.owner")
                .send()
                .expect(201);
        BARE.services().dns().put(domain.text("record"), domain.text("token"));
        BARE.call("POST", "/v1/domains/" + domain.text("id") + "/verify")
                .as("acme.owner")
                .send()
                .expect(200);

        JsonNode look = BARE.get("/console/brand")
                .header("X-Forwarded-Host", "portal.acme.example")
                .send()
                .expect(200)
                .json();

        assertThat(look).isEmpty();
    }

    @Test
    void refusesWhatIsNoDomain() {
        for (String bad :
                new String[] {"acme", "10.0.0.1", "https://acme.example", "a_b.example", "-.example", "x.example:80"}) {
            assertThat(API.call("POST", "/v1/domains", Json.of("name", bad))
                            .as("acme.owner")
                            .send()
                            .expect(422, "name.malformed")
                            .text())
                    .contains("\"name\"");
        }
        API.call("POST", "/v1/domains", Json.of("name", "a.acme.example"))
                .as("acme.viewer")
                .send()
                .expect(403, "access.denied");
    }
}
