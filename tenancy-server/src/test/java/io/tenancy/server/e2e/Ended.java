package io.tenancy.server.e2e;

/** What a command has said, and its exit status. */
record Ended(int status, String output, String errors) {
    /** Runs a command of the jar in a process of its own. */
    static Ended run(Deployment deployment, String... arguments) {
        return of(JavaProcess.tenancy(deployment.environment(), line -> {}, arguments));
    }

    /** Waits for a command. */
    static Ended of(JavaProcess process) {
        try (process) {
            int status = process.exitStatus();
            return new Ended(
                    status,
                    String.join("\n", process.output()).strip(),
                    process.errors().strip());
        }
    }
}
