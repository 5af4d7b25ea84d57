package io.tenancy.server.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpHeaders;

/** What a server has answered. */
public record Answer(int status, HttpHeaders headers, String text) {
    public JsonNode json() {
        return Json.parse(text);
    }

    /** The text of a member of the answer. */
    public String text(String member) {
        return json().path(member).asText();
    }

    public Answer expect(int wanted) {
        assertThat(status).as(text).isEqualTo(wanted);
        return this;
    }

    public Answer expect(int wanted, String code) {
        expect(wanted);
        assertThat(text("code")).isEqualTo(code);
        return this;
    }
}
