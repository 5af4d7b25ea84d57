# Builds the server from the sources, and packs its one jar with a Java runtime. Runs as a user without rights, on a
# file system that may be read-only; only /tmp has to be writable.
FROM maven:3.9.11-eclipse-temurin-17 AS build
WORKDIR /build
COPY . .
RUN --mount=type=cache,target=/m2 mvn -q -B -Dmaven.repo.local=/m2 -pl tenancy-server -am package -DskipTests

FROM eclipse-temurin:25.0.1_8-jre-noble AS runtime
RUN apt-get update && apt-get install -y --no-install-recommends libargon2-1 && rm -rf /var/lib/apt/lists/* # hashes faster than Java
RUN useradd --system --uid 10001 --no-create-home --shell /usr/sbin/nologin tenancy
WORKDIR /app
COPY --from=build /build/tenancy-server/target/tenancy-server.jar /build/config.yml ./
ENV JAVA_TOOL_OPTIONS="-XX:MaxRAMPercentage=75 -XX:+ExitOnOutOfMemoryError -Djava.io.tmpdir=/tmp"

# Lets the server serve a moment on a PostgreSQL that goes away with this stage, and keeps what Java has loaded, linked and
# profiled: the image starts in a third of the processor time (docs/decisions/java-runtime.md).
FROM runtime AS trained
RUN apt-get update && apt-get install -y --no-install-recommends postgresql
COPY docker/roles.sql docker/train.sh docker/
RUN docker/train.sh tenancy.aot

FROM runtime
COPY --from=trained /app/tenancy.aot ./
USER 10001:10001
EXPOSE 8080 8081
HEALTHCHECK --interval=10s --timeout=5s --start-period=60s --retries=3 CMD ["/bin/bash", "-c", "exec 3<>/dev/tcp/127.0.0.1/${TENANCY_OPERATOR_PORT:-8081} && printf 'GET /ready HTTP/1.0\\r\\n\\r\\n' >&3 && head -1 <&3 | grep -q ' 200 '"]
ENTRYPOINT ["java", "-XX:AOTCache=tenancy.aot", "-jar", "tenancy-server.jar"]
CMD ["server", "config.yml"]
