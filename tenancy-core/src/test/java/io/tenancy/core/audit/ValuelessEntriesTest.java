package io.tenancy.core.audit;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * What is written down without a value before or after has a reason. The law reads sources: what a command writes down is
 * in the arguments of {@code record}, and one without differences, or with an empty list of them, never says any.
 */
final class ValuelessEntriesTest {
    private static final String SECRET = "What is changed is a secret.";
    private static final String ENDED =
            "The action is all that has changed: what it is of is over from the entry's time on.";
    private static final String MADE = "It is made with nothing that its action does not say.";
    private static final String ASKED = "Nothing is changed yet; what is done because of it has an entry of its own.";
    private static final String SIGN_IN = "It is about a sign-in, and changes no value.";

    /** The actions, or where they are not in the call, the class and what it says instead. */
    private static final Map<String, String> REASONS = Map.ofEntries(
            entry("api_key.revoked", ENDED),
            entry("job.started", MADE),
            entry("Jobs: switch", ENDED),
            entry("KeyService: change.action()", SECRET),
            entry("mail.given_up", ENDED),
            entry("passkey.cloned", SIGN_IN),
            entry("session.ended", ENDED),
            entry("session.started", MADE),
            entry("session.stepped_up", SIGN_IN),
            entry("RefreshService: action", ENDED),
            entry("SupportService: action", ENDED),
            entry("tenant.owner_invited", ASKED),
            entry("tenant.provisioned", MADE),
            entry("user.email_change_requested", ASKED),
            entry("user.erased", ASKED),
            entry("user.factors_reset", SECRET),
            entry("user.passkey_started", SIGN_IN),
            entry("user.password_changed", SECRET),
            entry("user.recovery_code_used", SECRET),
            entry("user.recovery_codes_renewed", SECRET),
            entry("user.reset_sent", ASKED),
            entry("user.second_factor_asked", SIGN_IN),
            entry("user.totp_confirmed", SECRET),
            entry("user.totp_dropped", SECRET),
            entry("user.totp_removed", SECRET),
            entry("user.totp_started", SECRET),
            entry("user.unlocked", SIGN_IN),
            entry("user.verification_requested", ASKED),
            entry("webhook.pinged", ASKED),
            entry("webhook.secret_rotated", SECRET));

    private static final Pattern CALL = Pattern.compile("\\b(?:work\\.)?record\\(");
    private static final Pattern ACTION = Pattern.compile("\"([a-z_]+\\.[a-z_]+)\"");

    @Test
    void eachHasAReasonAndNoReasonIsForNothing() throws IOException {
        TreeSet<String> valueless = new TreeSet<>();
        try (Stream<Path> sources = Files.walk(Path.of("src/main/java"))) {
            for (Path source :
                    sources.filter(path -> path.toString().endsWith(".java")).toList()) {
                String name = source.getFileName().toString().replace(".java", "");
                valueless.addAll(valueless(name, Files.readString(source)));
            }
        }

        assertThat(valueless).containsExactlyInAnyOrderElementsOf(REASONS.keySet());
    }

    @Test
    void aCallWithoutValuesIsSeen() {
        assertThat(valueless("Any", "work.record(\"plan.updated\", plan.id());"))
                .containsExactly("plan.updated");
        assertThat(valueless("Any", "work.record(\n  \"plan.updated\", id(plan, \"),\"));"))
                .containsExactly("plan.updated");
        assertThat(valueless("Any", "work.record(\"plan.updated\", id, List.of());"))
                .containsExactly("plan.updated");
        assertThat(valueless("Any", "work.record(action, id);")).containsExactly("Any: action");
        assertThat(valueless("Any", "work.record(\"plan.updated\", id, before.differences(after));"))
                .isEmpty();
        assertThat(valueless("Any", "private static Work record(Work work, TenantId id) {"))
                .isEmpty();
    }

    private static List<String> valueless(String name, String source) {
        List<String> found = new ArrayList<>();
        Matcher call = CALL.matcher(source);
        while (call.find()) {
            List<String> arguments = arguments(source, call.end());
            boolean isCommand = call.group().startsWith("work.");
            boolean isEmpty = arguments.contains("List.of()") || (isCommand && arguments.size() == 2);
            if (isEmpty) {
                Matcher action = ACTION.matcher(String.join(",", arguments.subList(0, 2)));
                String first = arguments.get(0);
                found.add(
                        first.startsWith("switch")
                                ? name + ": switch"
                                : action.find() ? action.group(1) : name + ": " + first);
            }
        }
        return found;
    }

    /** What is between the commas of a call, up to its end. */
    private static List<String> arguments(String source, int start) {
        List<String> arguments = new ArrayList<>();
        int depth = 0;
        boolean inText = false;
        int begin = start;
        for (int at = start; ; at++) {
            char sign = source.charAt(at);
            if (sign == '"' && source.charAt(at - 1) != '\\') {
                inText = !inText;
            } else if (!inText && (sign == ',' || sign == ')') && depth == 0) {
                arguments.add(source.substring(begin, at).strip());
                begin = at + 1;
                if (sign == ')') {
                    return arguments;
                }
            } else if (!inText && "({[".indexOf(sign) >= 0) {
                depth++;
            } else if (!inText && ")}]".indexOf(sign) >= 0) {
                depth--;
            }
        }
    }
}
