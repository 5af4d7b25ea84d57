package io.tenancy.demo;

import java.util.Map;
import java.util.Optional;

/** The two ports of the server: {@code TENANCY_PORT} for the API, and for operators the next one unless given. */
record Ports(int api, int operator) {
    private static final String API = "TENANCY_PORT";
    private static final String OPERATOR = "TENANCY_OPERATOR_PORT";
    private static final int STANDARD = 8080;

    static Ports of(Map<String, String> environment) {
        int api = port(environment, API).orElse(STANDARD);
        return new Ports(api, port(environment, OPERATOR).orElse(api + 1));
    }

    /** Refuses to go on where another program listens on one of them. */
    void requireFree() {
        if (!Postgres.isFree(api)) {
            throw new Refusal("Port " + api + " is taken. Choose another: " + API + "=9090 mvn -q -Pdemo");
        }
        if (!Postgres.isFree(operator)) {
            throw new Refusal("The operators' port " + operator + " is taken. Choose others: " + API + "=9090 (and "
                    + OPERATOR + "=9091) mvn -q -Pdemo");
        }
    }

    String apiUrl() {
        return "http://127.0.0.1:" + api;
    }

    String operatorUrl() {
        return "http://127.0.0.1:" + operator;
    }

    private static Optional<Integer> port(Map<String, String> environment, String variable) {
        String given = environment.getOrDefault(variable, "").strip();
        if (given.isEmpty()) {
            return Optional.empty();
        }
        if (!given.matches("[0-9]{1,5}") || Integer.parseInt(given) < 1 || Integer.parseInt(given) > 65_534) {
            throw new Refusal(variable + " is a port from 1 to 65534, not " + given + ".");
        }
        return Optional.of(Integer.parseInt(given));
    }
}
