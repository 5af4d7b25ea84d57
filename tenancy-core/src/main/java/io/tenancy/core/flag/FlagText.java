package io.tenancy.core.flag;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Variants and rules as text, for stores that have no types for them. */
public final class FlagText {
    private FlagText() {}

    /** What {@link #variants(String)} reads. */
    public static String ofVariants(List<Variant> variants) {
        return FlagJson.write(variants.stream().map(FlagText::variant).toList());
    }

    public static List<Variant> variants(String text) {
        return objects(FlagJson.read(text)).stream()
                .map(one -> new Variant(string(one, "name"), one.get("value")))
                .toList();
    }

    /** What {@link #rules(String)} reads. */
    public static String ofRules(List<Rule> rules) {
        return FlagJson.write(rules.stream().map(FlagText::rule).toList());
    }

    public static List<Rule> rules(String text) {
        return objects(FlagJson.read(text)).stream()
                .map(one -> new Rule(
                        string(one, "name"),
                        objects(one.get("when")).stream().map(Condition::read).toList(),
                        string(one, "variant")))
                .toList();
    }

    private static Map<String, Object> variant(Variant variant) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("name", variant.name());
        json.put("value", variant.value());
        return json;
    }

    private static Map<String, Object> rule(Rule rule) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("name", rule.name());
        json.put("when", rule.when().stream().map(FlagText::condition).toList());
        json.put("variant", rule.variant());
        return json;
    }

    private static Map<String, Object> condition(Condition condition) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("about", condition.about().name());
        condition.attribute().ifPresent(name -> json.put("attribute", name));
        condition.operator().ifPresent(how -> json.put("operator", how.name()));
        if (!condition.values().isEmpty()) {
            json.put("values", condition.values());
        }
        condition.percent().ifPresent(share -> json.put("percent", share.toPlainString()));
        condition.by().ifPresent(unit -> json.put("by", unit.name()));
        return json;
    }

    static Optional<String> text(Map<?, ?> json, String name) {
        return Optional.ofNullable(json.get(name)).map(String::valueOf);
    }

    private static String string(Map<?, ?> json, String name) {
        return text(json, name).orElseThrow(() -> new IllegalArgumentException("No " + name + " is kept."));
    }

    private static List<Map<?, ?>> objects(@Nullable Object json) {
        if (!(json instanceof List<?> list)) {
            throw new IllegalArgumentException("No list is kept.");
        }
        return list.stream().<Map<?, ?>>map(one -> (Map<?, ?>) one).toList();
    }
}
