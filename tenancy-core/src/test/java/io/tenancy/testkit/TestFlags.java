package io.tenancy.testkit;

import io.tenancy.core.flag.Condition;
import io.tenancy.core.flag.Condition.About;
import io.tenancy.core.flag.Condition.Operator;
import io.tenancy.core.flag.Condition.Unit;
import io.tenancy.core.flag.Flag;
import io.tenancy.core.flag.Flag.Exposure;
import io.tenancy.core.flag.NewFlag;
import io.tenancy.core.flag.Rule;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/** Flags for tests. */
public final class TestFlags {
    private TestFlags() {}

    /** A boolean flag that is off but for its rules. */
    public static NewFlag bool(String key, Exposure exposure, Rule... rules) {
        return new NewFlag(
                key,
                Flag.Type.BOOLEAN,
                "About " + key,
                Optional.of(exposure),
                null,
                Optional.empty(),
                Optional.empty(),
                List.of(rules));
    }

    /** A rule that gives the variant on. */
    public static Rule on(Condition... when) {
        return new Rule("rule", List.of(when), "on");
    }

    /** What is known of the caller is one of these. */
    public static Condition is(About about, Object... values) {
        return new Condition(
                about, Optional.empty(), Optional.empty(), List.of(values), Optional.empty(), Optional.empty());
    }

    public static Condition attribute(String name, Operator how, Object... values) {
        return new Condition(
                About.ATTRIBUTE,
                Optional.of(name),
                Optional.of(how),
                List.of(values),
                Optional.empty(),
                Optional.empty());
    }

    public static Condition share(String percent, Unit by) {
        return new Condition(
                About.PERCENTAGE,
                Optional.empty(),
                Optional.empty(),
                null,
                Optional.of(new BigDecimal(percent)),
                Optional.of(by));
    }
}
