package io.tenancy.core.flag;

import io.tenancy.core.Check;
import io.tenancy.core.TenancyException.Invalid;
import io.tenancy.core.entitlement.EntitlementSource.Kind;
import io.tenancy.core.entitlement.Entitlements;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a rule asks for. Which members are there depends on what it is about; a condition that nothing could evaluate is
 * refused with {@link Invalid}.
 *
 * @param about what it looks at
 * @param attribute the name of the attribute, of {@link About#ATTRIBUTE} alone
 * @param operator how values are compared; {@link Operator#IN} where it is absent
 * @param values what is compared with: keys of plans, features of plans, ids of tenants or users, names of roles, or values
 *     of the attribute
 * @param percent of {@link About#PERCENTAGE}: from 0 to 100, to a thousandth
 * @param by of {@link About#PERCENTAGE}: what the percentage is of; {@link Unit#TARGETING_KEY} where it is absent
 */
public record Condition(
        About about,
        Optional<String> attribute,
        Optional<Operator> operator,
        List<Object> values,
        Optional<BigDecimal> percent,
        Optional<Unit> by) {
    /** The most values of a condition. */
    public static final int MOST_VALUES = 200;

    /** Names that no attribute has: what the server itself knows of them counts. */
    static final Set<String> RESERVED = Set.of("targetingKey", "tenant", "plan", "user", "roles");

    private static final int LONGEST = 200;
    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    /** What a condition looks at. */
    public enum About {
        PLAN,
        /** A feature that the plan of the tenant includes. */
        ENTITLEMENT,
        TENANT,
        USER,
        ROLE,
        ATTRIBUTE,
        PERCENTAGE
    }

    /** How what is known is compared with the values. An attribute that is not there fulfils none but the negative ones. */
    public enum Operator {
        IN,
        NOT_IN,
        STARTS_WITH,
        ENDS_WITH,
        CONTAINS,
        LESS_THAN,
        AT_MOST,
        AT_LEAST,
        GREATER_THAN,
        PRESENT,
        ABSENT
    }

    /** What a percentage is of. */
    public enum Unit {
        TARGETING_KEY,
        TENANT
    }

    public Condition(
            @Nullable About about,
            Optional<String> attribute,
            Optional<Operator> operator,
            @Nullable List<Object> values,
            Optional<BigDecimal> percent,
            Optional<Unit> by) {
        this.about = Check.present("rules.when.about", about);
        this.attribute = attribute;
        this.operator = operator;
        this.values = values == null ? List.of() : values(values);
        this.percent = percent.map(Condition::checkedPercent);
        this.by = by;
        boolean isShare = this.about == About.PERCENTAGE;
        if (isShare != percent.isPresent() || (by.isPresent() && !isShare) || (isShare && hasComparison())) {
            throw malformed("A percentage has percent and perhaps by, and nothing else has these.");
        }
        if ((this.about == About.ATTRIBUTE) != attribute.isPresent()) {
            throw malformed("A condition about an attribute names it in attribute, and no other one does.");
        }
        attribute.ifPresent(Condition::checkAttribute);
        if (!isShare) {
            checkValues(this.about, how(), this.values);
        }
    }

    private boolean hasComparison() {
        return operator.isPresent() || !values.isEmpty();
    }

    /** How values are compared. */
    Operator how() {
        return operator.orElse(Operator.IN);
    }

    private static BigDecimal checkedPercent(BigDecimal percent) {
        if (percent.signum() < 0
                || percent.compareTo(HUNDRED) > 0
                || percent.stripTrailingZeros().scale() > 3) {
            throw new Invalid(
                    "rules",
                    "rules.percent_range",
                    "A percentage is from 0 to 100 and has three digits after the point at most.");
        }
        BigDecimal bare = percent.stripTrailingZeros();
        return bare.scale() < 0 ? bare.setScale(0) : bare;
    }

    private static void checkAttribute(String name) {
        var unused = Check.text("rules.when.attribute", name, 100);
        if (RESERVED.contains(name)) {
            throw new Invalid(
                    "rules",
                    "rules.attribute_reserved",
                    "There is no attribute " + name + ": what the server knows of it is asked by about.");
        }
    }

    private static void checkValues(About about, Operator how, List<Object> values) {
        switch (how) {
            case PRESENT, ABSENT -> require(about == About.ATTRIBUTE && values.isEmpty(), how, "an attribute alone");
            case STARTS_WITH, ENDS_WITH, CONTAINS ->
                require(about == About.ATTRIBUTE && areAll(String.class, values), how, "texts in values");
            case LESS_THAN, AT_MOST, AT_LEAST, GREATER_THAN ->
                require(
                        about == About.ATTRIBUTE && values.size() == 1 && areAll(Number.class, values),
                        how,
                        "one number in values");
            case IN, NOT_IN ->
                require(
                        !values.isEmpty() && (about == About.ATTRIBUTE || areAll(String.class, values)),
                        how,
                        "texts in values");
        }
        if (about == About.ENTITLEMENT) {
            values.forEach(name -> requireFeature(String.valueOf(name)));
        }
        if (about == About.TENANT || about == About.USER) {
            values.forEach(id -> requireId(String.valueOf(id)));
        }
    }

    private static void require(boolean is, Operator how, String what) {
        if (!is) {
            throw malformed("The operator " + how.name().toLowerCase(Locale.ROOT) + " needs " + what + ".");
        }
    }

    private static boolean areAll(Class<?> type, List<Object> values) {
        return !values.isEmpty() && values.stream().allMatch(type::isInstance);
    }

    private static void requireFeature(String name) {
        if (Entitlements.named(name).filter(one -> one.kind() == Kind.FEATURE).isEmpty()) {
            throw new Invalid("rules", "rules.entitlement_unknown", "No feature of plans has the name " + name + ".");
        }
    }

    private static void requireId(String id) {
        try {
            if (UUID.fromString(id).toString().equals(id)) {
                return;
            }
        } catch (IllegalArgumentException e) {
            throw (Invalid) noId(id).initCause(e);
        }
        throw noId(id);
    }

    private static Invalid noId(String id) {
        return new Invalid("rules", "rules.id_malformed", "This is no id: " + id + ".");
    }

    private static List<Object> values(List<Object> values) {
        if (values.size() > MOST_VALUES) {
            throw malformed("A condition has at most " + MOST_VALUES + " values.");
        }
        List<Object> kept = new ArrayList<>();
        for (Object value : values) {
            boolean isPlain = value instanceof String || value instanceof Number || value instanceof Boolean;
            if (!isPlain || String.valueOf(value).length() > LONGEST) {
                throw malformed("A value is a text of up to " + LONGEST + " characters, a number or a boolean.");
            }
            kept.add(FlagJson.of(value));
        }
        return List.copyOf(kept);
    }

    static Condition read(Map<?, ?> json) {
        return new Condition(
                About.valueOf(String.valueOf(json.get("about"))),
                FlagText.text(json, "attribute"),
                FlagText.text(json, "operator").map(Operator::valueOf),
                json.get("values") instanceof List<?> list ? List.copyOf(list) : List.of(),
                FlagText.text(json, "percent").map(BigDecimal::new),
                FlagText.text(json, "by").map(Unit::valueOf));
    }

    private static Invalid malformed(String detail) {
        return new Invalid("rules", "rules.condition_malformed", detail);
    }
}
