package io.tenancy.server.config;

import static java.util.Objects.requireNonNull;

import io.tenancy.core.Secret;
import io.tenancy.core.biller.BillerSource.Access;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Who makes the invoices, and how.
 *
 * @param biller the name of an outside biller; absent where Tenancy makes them
 * @param access how the outside biller is reached
 * @param currency in which tenants pay; absent where nothing is billed unless an operator does it
 * @param taxRate of what Tenancy bills, in hundredths of a percent
 * @param delay from the end of a period to its invoice
 */
public record BillingSettings(
        Optional<String> biller, Access access, Optional<String> currency, int taxRate, Duration delay) {
    /** The name that stands for Tenancy itself. */
    private static final String MANUAL = "manual";

    private static final String NONE = "none";

    public BillingSettings {
        requireNonNull(biller);
        requireNonNull(access);
        requireNonNull(currency);
        requireNonNull(delay);
    }

    static BillingSettings read(Given given) {
        Optional<String> biller = Optional.of(given.text("biller", 40)).filter(name -> !name.equals(MANUAL));
        Secret key = given.secret("billerKey");
        List<Secret> secrets = Stream.of(
                        given.secret("billerEventSecrets").reveal().split("[,\\s]+", -1))
                .filter(one -> !one.isEmpty() && !one.equals(NONE))
                .map(Secret::new)
                .toList();
        Optional<URI> address = address(given);
        Optional<String> currency = Optional.of(given.text("billingCurrency")).filter(code -> !code.equals(NONE));
        if (currency.filter(code -> !isCurrency(code)).isPresent()) {
            given.problem("billingCurrency", "is not three letters of ISO 4217, as EUR, or none");
        }
        int taxRate = given.number("billingTaxRate", 0, 10_000);
        int dueDays = given.number("billingDueDays", 0, 365);
        Duration delay = given.duration("billingDelay", Duration.ZERO, Duration.ofDays(30));
        if (biller.isPresent() && (key.reveal().isBlank() || key.reveal().equals(NONE))) {
            given.problem("billerKey", "is missing for the biller");
        }
        if (biller.isPresent() && secrets.isEmpty()) {
            given.problem("billerEventSecrets", "is missing for the biller");
        }
        if (biller.isPresent() && currency.isEmpty()) {
            given.problem("billingCurrency", "is missing for the biller");
        }
        return new BillingSettings(biller, new Access(key, secrets, address, dueDays), currency, taxRate, delay);
    }

    private static Optional<URI> address(Given given) {
        String text = given.text("billerUrl");
        if (text.equals(NONE) || text.isEmpty()) {
            return Optional.empty();
        }
        try {
            URI address = new URI(text);
            if (address.getHost() != null && ("https".equals(address.getScheme()) || isLoopback(address))) {
                return Optional.of(address);
            }
        } catch (URISyntaxException e) {
            // The sentence below says what an address looks like.
        }
        given.problem("billerUrl", "is neither an https address, nor an http address of this machine, nor none");
        return Optional.empty();
    }

    private static boolean isLoopback(URI address) {
        return "http".equals(address.getScheme()) && "127.0.0.1".equals(address.getHost());
    }

    private static boolean isCurrency(String code) {
        return Currency.getAvailableCurrencies().stream()
                .anyMatch(one -> one.getCurrencyCode().equals(code));
    }
}
