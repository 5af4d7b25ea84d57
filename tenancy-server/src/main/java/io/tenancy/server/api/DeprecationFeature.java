package io.tenancy.server.api;

import static java.util.Objects.requireNonNull;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.container.DynamicFeature;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.FeatureContext;
import java.net.URI;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** Lets the answers of deprecated operations say so, refusals too. */
final class DeprecationFeature implements DynamicFeature {
    /** @throws IllegalStateException if the annotation of an operation has no dates, or no link */
    @Override
    public void configure(ResourceInfo resource, FeatureContext context) {
        Stream.of(resource.getResourceMethod(), resource.getResourceClass())
                .map(element -> Optional.ofNullable(element.getAnnotation(Deprecation.class)))
                .flatMap(Optional::stream)
                .findFirst()
                .ifPresent(declared -> context.register(Said.of(declared)));
    }

    /** What the answers of one operation say. */
    record Said(String deprecation, Optional<String> sunset, List<String> links) implements ContainerResponseFilter {
        private static final DateTimeFormatter HTTP_DATE =
                DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ROOT);

        Said {
            requireNonNull(deprecation);
            requireNonNull(sunset);
            links = List.copyOf(links);
        }

        static Said of(Deprecation declared) {
            try {
                LocalDate since = LocalDate.parse(declared.since());
                Optional<LocalDate> sunset = text(declared.sunset()).map(LocalDate::parse);
                if (sunset.filter(day -> day.isBefore(since)).isPresent()) {
                    throw new IllegalStateException("Nothing stops before it is deprecated: " + declared);
                }
                String link = text(declared.link())
                        .map(URI::create)
                        .map(URI::toASCIIString)
                        .orElse("");
                return new Said(
                        "@" + since.atStartOfDay(ZoneOffset.UTC).toEpochSecond(),
                        sunset.map(day -> HTTP_DATE.format(day.atStartOfDay(ZoneOffset.UTC))),
                        links(link, sunset.isPresent()));
            } catch (DateTimeException | IllegalArgumentException e) {
                throw new IllegalStateException("It has no good date or link: " + declared, e);
            }
        }

        private static List<String> links(String link, boolean stops) {
            return Stream.of("deprecation", "sunset")
                    .filter(relation -> !link.isEmpty() && (stops || relation.equals("deprecation")))
                    .map(relation -> "<" + link + ">; rel=\"" + relation + "\"")
                    .toList();
        }

        private static Optional<String> text(String text) {
            return Optional.of(text).filter(some -> !some.isEmpty());
        }

        @Override
        public void filter(ContainerRequestContext request, ContainerResponseContext response) {
            response.getHeaders().putSingle("Deprecation", deprecation);
            sunset.ifPresent(date -> response.getHeaders().putSingle("Sunset", date));
            links.forEach(link -> response.getHeaders().add("Link", link));
        }
    }
}
