package io.tenancy.server.mail;

import static java.util.Objects.requireNonNull;

import io.tenancy.core.mail.Mail;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The words of a message, in the language and under the name of its tenant. A link with a token begins with the configured
 * address and no other: whoever may add a domain to the tenant would otherwise be sent the tokens of everybody in it. A domain of
 * the tenant's own is named as where the message comes from, and has its logo.
 *
 * @param sender the name that it comes from
 * @param html the same as the plain text, in the colour of the tenant
 */
record MailText(String sender, String subject, String plain, String html) {
    MailText {
        requireNonNull(sender);
        requireNonNull(subject);
        requireNonNull(plain);
        requireNonNull(html);
    }

    /** A link, and what it says on its button. */
    private record Link(String label, String url) {}

    static MailText of(Mail mail, URI baseUrl) {
        Optional<URI> own = mail.from().domain().map(domain -> on(domain, baseUrl));
        Words words = Words.of(mail.from().locale());
        String sender = mail.tenantName().isEmpty() ? String.valueOf(baseUrl.getHost()) : mail.tenantName();
        String kind = kind(mail);
        List<String> before = new ArrayList<>();
        before.add(mail.name().isEmpty() ? words.say("hello") : words.say("hello.name", mail.name()));
        before.add(words.say(kind + ".text", sender, mail.tenant(), mail.to(), about(mail)));
        List<Link> links = links(mail, baseUrl, words, kind);
        List<String> after = new ArrayList<>();
        if (mail instanceof Mail.WithToken token) {
            after.add(words.say("expires", words.time(token.expiresAt())));
        }
        happened(mail).ifPresent(at -> after.add(words.say("happened", words.time(at))));
        after.add(words.say(family(mail, kind) + ".ignore"));
        return new MailText(
                sender,
                words.say(kind + ".subject", sender),
                plain(before, links, after, sender, own),
                html(mail, own.orElse(baseUrl), before, links, after, sender, own));
    }

    /** The same on a domain of the tenant, which is proven to be its own. */
    private static URI on(String domain, URI baseUrl) {
        String path = baseUrl.getRawPath() == null ? "" : baseUrl.getRawPath();
        return URI.create("https://" + domain + path);
    }

    /** What a message is about, where that is neither a person nor the tenant. */
    private static String about(Mail mail) {
        return mail instanceof Mail.WebhookDisabled notice ? notice.url() : "";
    }

    private static Optional<Instant> happened(Mail mail) {
        if (mail instanceof Mail.WebhookDisabled notice) {
            return Optional.of(notice.at());
        }
        return mail instanceof Mail.SecurityNotice notice ? Optional.of(notice.at()) : Optional.empty();
    }

    /** The kinds that end with the same sentence. */
    private static String family(Mail mail, String kind) {
        if (mail instanceof Mail.WebhookDisabled) {
            return "webhook";
        }
        return mail instanceof Mail.SecurityNotice ? "security" : kind;
    }

    private static String kind(Mail mail) {
        if (mail instanceof Mail.Verification verification) {
            return verification.isNew() ? "change" : "verification";
        }
        if (mail instanceof Mail.SecurityNotice notice) {
            return "security." + notice.event().name().toLowerCase(Locale.ROOT);
        }
        if (mail instanceof Mail.WebhookDisabled notice) {
            return notice.gone() ? "webhook.gone" : "webhook.failing";
        }
        return switch (mail.getClass().getSimpleName()) {
            case "Invitation" -> "invitation";
            case "PasswordReset" -> "reset";
            case "ChangeNotice" -> "notice";
            default -> "accounts";
        };
    }

    private static List<Link> links(Mail mail, URI baseUrl, Words words, String kind) {
        if (mail instanceof Mail.Accounts accounts) {
            return accounts.accounts().stream()
                    .map(account -> new Link(
                            account.tenantName() + " (" + account.tenant() + ")",
                            baseUrl + "/sign-in?tenant=" + account.tenant()))
                    .toList();
        }
        Optional<String> path = switch (kind) {
            case "invitation" -> Optional.of("/accept-invitation");
            case "reset" -> Optional.of("/reset-password");
            case "verification", "change" -> Optional.of("/verify-email");
            default -> Optional.empty();
        };
        return mail instanceof Mail.WithToken token && path.isPresent()
                ? List.of(new Link(
                        words.say(kind + ".button"),
                        baseUrl + path.get() + "#token=" + token.token().reveal()))
                : List.of();
    }

    private static String plain(
            List<String> before, List<Link> links, List<String> after, String sender, Optional<URI> own) {
        List<String> parts = new ArrayList<>(before);
        links.forEach(link -> parts.add(link.label() + ":\n" + link.url()));
        parts.addAll(after);
        parts.add("-- \n" + sender + own.map(home -> "\n" + home).orElse(""));
        return String.join("\n\n", parts) + "\n";
    }

    private static String html(
            Mail mail,
            URI pictures,
            List<String> before,
            List<Link> links,
            List<String> after,
            String sender,
            Optional<URI> own) {
        String color = mail.from().color();
        String buttons = links.stream()
                .map(link -> "<p><a href=\"" + escaped(link.url())
                        + "\" style=\"display:inline-block;padding:12px 20px;"
                        + "border-radius:6px;text-decoration:none;background:" + color + ";color:" + ink(color) + "\">"
                        + escaped(link.label()) + "</a></p>\n")
                .collect(Collectors.joining());
        return """
                <!DOCTYPE html>
                <html lang="%s">
                <head><meta charset="utf-8"><title>%s</title></head>
                <body style="margin:0;font-family:sans-serif;font-size:16px;line-height:1.5;color:#212529;background:%s">
                <div style="max-width:560px;margin:0 auto;padding:24px;border-top:6px solid %s;background:#ffffff">
                %s<h1 style="font-size:20px">%s</h1>
                %s%s%s%s</div>
                </body>
                </html>
                """.formatted(
                        escaped(Words.of(mail.from().locale()).language()),
                        escaped(sender),
                        mail.from().background(),
                        color,
                        logo(mail, pictures, sender),
                        escaped(sender),
                        paragraphs(before),
                        buttons,
                        paragraphs(after),
                        own.map(MailText::home).orElse(""));
    }

    /** A picture is fetched by who reads the mail, so its address says nothing of the reader. */
    private static String logo(Mail mail, URI pictures, String sender) {
        return mail.from()
                .logo()
                .map(digest -> "<p><img src=\"" + escaped(pictures + "/console/brand/logos/" + digest) + "\" alt=\""
                        + escaped(sender) + "\" height=\"48\" style=\"height:48px\"></p>\n")
                .orElse("");
    }

    private static String home(URI own) {
        return "<p><a href=\"" + escaped(own.toString()) + "\">" + escaped(own.getHost()) + "</a></p>\n";
    }

    private static String paragraphs(List<String> texts) {
        return texts.stream().map(text -> "<p>" + escaped(text) + "</p>\n").collect(Collectors.joining());
    }

    /** Black or white, whichever can be read on a colour. */
    private static String ink(String color) {
        int rgb = Integer.parseInt(color.substring(1), 16);
        int brightness = 299 * (rgb >> 16) + 587 * (rgb >> 8 & 0xFF) + 114 * (rgb & 0xFF);
        return brightness > 140_000 ? "#000000" : "#ffffff";
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }
}
