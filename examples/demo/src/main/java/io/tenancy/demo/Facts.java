package io.tenancy.demo;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.util.List;

/** What one needs to know to use the running demo, for people and programs: it is kept as {@code demo.json}. */
record Facts(String url, String docsUrl, String operatorUrl, List<Account> accounts) {
    static final String FILE = "demo.json";

    Facts {
        accounts = List.copyOf(accounts);
    }

    static Facts of(Ports ports, List<Account> accounts) {
        return new Facts(ports.apiUrl(), ports.apiUrl() + "/docs", ports.operatorUrl(), accounts);
    }

    void writeTo(DataFolder data) throws IOException {
        ObjectMapper json = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
        data.write(FILE, json.writeValueAsString(this) + "\n");
    }
}
