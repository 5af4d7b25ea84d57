package io.tenancy.server.console;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tenancy.core.Sha256;
import io.tenancy.server.api.ClassPathFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** All files of the console, read once: whatever is in the folder {@code console} of the class path. */
final class ConsoleFiles {
    private static final String DOCUMENT = "index.html";
    private static final Pattern MAP = Pattern.compile("(?s)<script type=\"importmap\">(.*?)</script>");
    private static final Map<String, String> TYPES = Map.of(
            "js", "text/javascript;charset=utf-8",
            "css", "text/css;charset=utf-8",
            "woff2", "font/woff2");

    private final Map<String, Asset> assets;
    private final String version;
    private final ClassPathFile document;
    private final String policy;

    /** A file and its media type. */
    record Asset(ClassPathFile file, String type) {}

    private ConsoleFiles(Map<String, Asset> assets, String template, String base) {
        this.assets = Map.copyOf(assets);
        this.version = ClassPathFile.of(assets.entrySet().stream()
                        .map(asset ->
                                asset.getKey() + " " + asset.getValue().file().tag())
                        .collect(Collectors.joining("\n")))
                .tag();
        String text = template.replace("{version}", version).replace("{base}", base);
        this.document = ClassPathFile.of(text);
        this.policy = policy(text);
    }

    /** The files, with the address of the server in the document. */
    static ConsoleFiles read(URI baseUrl) {
        Map<String, byte[]> files = files();
        Map<String, Asset> assets = new TreeMap<>();
        files.forEach((name, bytes) -> {
            @Nullable String type = TYPES.get(name.substring(name.lastIndexOf('.') + 1));
            if (type != null) {
                assets.put(name, new Asset(ClassPathFile.of(bytes), type));
            }
        });
        byte @Nullable [] template = files.get(DOCUMENT);
        if (template == null) {
            throw new IllegalStateException("The class path has no console/" + DOCUMENT);
        }
        String path = Optional.ofNullable(baseUrl.getRawPath()).orElse("").replaceAll("/+$", "");
        return new ConsoleFiles(assets, new String(template, UTF_8), path);
    }

    Optional<Asset> asset(String name) {
        return Optional.ofNullable(assets.get(name));
    }

    /** A digest of all of them. */
    String version() {
        return version;
    }

    ClassPathFile document() {
        return document;
    }

    /** What the document may do: use files of this server, and no script but those and its own import map. */
    String policy() {
        return policy;
    }

    private static String policy(String document) {
        String map = MAP.matcher(document)
                .results()
                .map((MatchResult match) -> match.group(1))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("The document of the console has no import map."));
        return "default-src 'none'; script-src 'self' 'sha256-" + sha256(map)
                + "'; style-src 'self'; img-src 'self' data:;"
                + " font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none';"
                + " require-trusted-types-for 'script'; trusted-types 'none'";
    }

    private static String sha256(String text) {
        return Base64.getEncoder().encodeToString(Sha256.of(text.getBytes(UTF_8)));
    }

    /** The files by their names below the folder, whether it is in a jar or on a disk. */
    private static Map<String, byte[]> files() {
        @Nullable URL document = ConsoleFiles.class.getResource("/console/" + DOCUMENT);
        if (document == null) {
            throw new IllegalStateException("The class path has no console/" + DOCUMENT);
        }
        try {
            URI uri = document.toURI();
            if (!uri.getScheme().equals("jar")) {
                return files(Path.of(uri).resolveSibling(""));
            }
            String jar = uri.getRawSchemeSpecificPart().replaceFirst("!/.*$", "");
            try (FileSystem inside = FileSystems.newFileSystem(Path.of(new URI(jar)))) {
                return files(inside.getPath("/console"));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Map<String, byte[]> files(Path folder) throws IOException {
        Map<String, byte[]> files = new TreeMap<>();
        try (Stream<Path> found = Files.walk(folder)) {
            for (Path file : found.filter(Files::isRegularFile).toList()) {
                files.put(folder.relativize(file).toString().replace('\\', '/'), Files.readAllBytes(file));
            }
        }
        return files;
    }
}
