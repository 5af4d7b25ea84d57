package io.tenancy.server.mail;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.Locale;
import java.util.ResourceBundle;
import java.util.ResourceBundle.Control;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The sentences of messages in one language; English where there are none in the one that is asked for. */
final class Words {
    private static final Pattern PLACE = Pattern.compile("\\{(\\d)}");

    private final Locale locale;
    private final ResourceBundle sentences;

    private Words(ResourceBundle sentences) {
        this.sentences = sentences;
        this.locale = sentences.getLocale().getLanguage().isEmpty() ? Locale.ENGLISH : sentences.getLocale();
    }

    static Words of(String tag) {
        return new Words(ResourceBundle.getBundle(
                "io.tenancy.server.mail.mails",
                Locale.forLanguageTag(tag),
                Words.class.getClassLoader(),
                Control.getNoFallbackControl(Control.FORMAT_PROPERTIES)));
    }

    String language() {
        return locale.getLanguage();
    }

    /** A sentence with values in its places; what looks like a place within a value is none. */
    String say(String key, String... values) {
        return PLACE.matcher(sentences.getString(key))
                .replaceAll(place -> Matcher.quoteReplacement(values[Integer.parseInt(place.group(1))]));
    }

    String time(Instant time) {
        return DateTimeFormatter.ofLocalizedDateTime(FormatStyle.LONG, FormatStyle.SHORT)
                        .withLocale(locale)
                        .format(time.atOffset(ZoneOffset.UTC))
                + " UTC";
    }
}
