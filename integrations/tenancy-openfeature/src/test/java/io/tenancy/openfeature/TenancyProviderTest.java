package io.tenancy.openfeature;

import static io.tenancy.testkit.TestFlags.attribute;
import static io.tenancy.testkit.TestFlags.bool;
import static io.tenancy.testkit.TestFlags.is;
import static io.tenancy.testkit.TestFlags.on;
import static org.assertj.core.api.Assertions.assertThat;

import dev.openfeature.sdk.Client;
import dev.openfeature.sdk.ErrorCode;
import dev.openfeature.sdk.ImmutableContext;
import dev.openfeature.sdk.OpenFeatureAPI;
import dev.openfeature.sdk.Value;
import io.tenancy.core.access.Caller;
import io.tenancy.core.flag.Condition.About;
import io.tenancy.core.flag.Condition.Operator;
import io.tenancy.core.flag.Flag;
import io.tenancy.core.flag.Flag.Exposure;
import io.tenancy.core.flag.NewAssignment;
import io.tenancy.core.flag.NewFlag;
import io.tenancy.core.flag.Variant;
import io.tenancy.testkit.InMemoryPlatform;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class TenancyProviderTest {
    private final InMemoryPlatform platform = new InMemoryPlatform();
    private final Caller operator = platform.operator();
    private final Caller acme = platform.owner("acme");
    private final Caller globex = platform.owner("globex");
    private final AtomicReference<Optional<Caller>> running = new AtomicReference<>(Optional.of(acme));
    private final Client client = OpenFeatureAPI.getInstance().getClient("in-process");

    @BeforeEach
    void provide() {
        OpenFeatureAPI.getInstance()
                .setProviderAndWait("in-process", new TenancyProvider(platform.flagEvaluation, running::get));
    }

    @AfterEach
    void shutDown() {
        OpenFeatureAPI.getInstance().shutdown();
    }

    @Test
    void evaluatesForTheCallerOfTheThread() {
        platform.flags.create(operator, bool("beta", Exposure.CHANGEABLE));
        platform.ownFlags.override(acme, "beta", new NewAssignment("on", Optional.empty(), "Pilot"));

        assertThat(client.getBooleanValue("beta", false)).isTrue();
        assertThat(client.getBooleanDetails("beta", false).getFlagMetadata().getString("source"))
                .isEqualTo("tenant");
        running.set(Optional.of(globex));
        assertThat(client.getBooleanValue("beta", true)).isFalse();
    }

    @Test
    void takesAttributesFromTheContextAndTheRestFromTheCaller() {
        platform.flags.create(
                operator,
                bool("swiss", Exposure.VISIBLE, on(attribute("country", Operator.IN, "CH"), is(About.ROLE, "OWNER"))));
        ImmutableContext swiss =
                new ImmutableContext("x", Map.of("country", new Value("CH"), "roles", new Value("VIEWER")));

        assertThat(client.getBooleanValue("swiss", false, swiss)).isTrue();
        assertThat(client.getBooleanValue("swiss", true)).isFalse();
    }

    @Test
    void readsEachType() {
        create("text", Flag.Type.STRING, "red");
        create("number", Flag.Type.NUMBER, 12);
        create("ratio", Flag.Type.NUMBER, 0.5);
        create("object", Flag.Type.OBJECT, Map.of("columns", 2, "names", List.of("x")));

        assertThat(client.getStringValue("text", "")).isEqualTo("red");
        assertThat(client.getIntegerValue("number", 0)).isEqualTo(12);
        assertThat(client.getDoubleValue("ratio", 0.0)).isEqualTo(0.5);
        assertThat(client.getIntegerDetails("ratio", 7).getErrorCode()).isEqualTo(ErrorCode.TYPE_MISMATCH);
        assertThat(client.getObjectValue("object", new Value())
                        .asStructure()
                        .getValue("names")
                        .asList()
                        .get(0)
                        .asString())
                .isEqualTo("x");
    }

    @Test
    void answersWithTheDefaultWhereItCannotSay() {
        assertThat(client.getBooleanDetails("nothing", true).getErrorCode()).isEqualTo(ErrorCode.FLAG_NOT_FOUND);
        running.set(Optional.empty());
        assertThat(client.getBooleanDetails("nothing", true).getErrorCode()).isEqualTo(ErrorCode.INVALID_CONTEXT);
        assertThat(client.getBooleanValue("nothing", true)).isTrue();
    }

    private void create(String key, Flag.Type type, Object value) {
        platform.flags.create(
                operator,
                new NewFlag(
                        key,
                        type,
                        null,
                        Optional.of(Exposure.VISIBLE),
                        List.of(new Variant("only", value)),
                        Optional.empty(),
                        Optional.empty(),
                        null));
    }
}
