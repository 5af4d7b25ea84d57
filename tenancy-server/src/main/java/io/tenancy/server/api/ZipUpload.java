package io.tenancy.server.api;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.tenancy.core.TenancyException.Invalid;
import io.tenancy.core.archive.ArchiveLimits;
import io.tenancy.core.archive.Manifest;
import io.tenancy.core.archive.Part;
import io.tenancy.core.archive.Upload;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipInputStream;
import org.jspecify.annotations.Nullable;

/**
 * An archive that is read while it comes. Names of files lead nowhere: each has to be the one that the manifest has next,
 * and of none is read more than the manifest says and one byte.
 */
final class ZipUpload implements Upload {
    /** 20,000 files, and what is said of them. */
    private static final int LONGEST_MANIFEST = 16 << 20;

    private static final int MOST_COLUMNS = 1_600;
    private static final Pattern TABLE = Pattern.compile("[^/\\\\\\p{Cntrl}]{1,63}");
    private static final Pattern DIGEST = Pattern.compile("[0-9a-f]{64}");
    private static final JsonMapper JSON = JsonMapper.builder(JsonFactory.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(16)
                            .maxStringLength(10_000)
                            .build())
                    .build())
            .build();

    private final ZipInputStream zip;

    ZipUpload(InputStream body) {
        this.zip = new ZipInputStream(body);
    }

    @Override
    public Manifest manifest() {
        byte[] file = file("manifest.json", LONGEST_MANIFEST);
        try {
            return manifest(JSON.readTree(file));
        } catch (JsonProcessingException | IllegalArgumentException e) {
            throw broken("The manifest is none.");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public byte[] next(Part expected) {
        return file(expected.name(), expected.bytes());
    }

    @Override
    public void end() {
        if (entry() != null) {
            throw broken("The archive has a file that its manifest does not name.");
        }
    }

    private byte[] file(String name, int most) {
        ZipEntry entry = entry();
        if (entry == null || !entry.getName().equals(name)) {
            throw broken("The archive has no file " + name + " where it should be.");
        }
        byte[] file = read(most);
        if (file.length > most) {
            throw broken("The file " + name + " is longer than it should be.");
        }
        return file;
    }

    private @Nullable ZipEntry entry() {
        try {
            return zip.getNextEntry();
        } catch (ZipException | EOFException | IllegalArgumentException e) {
            throw broken("This is no ZIP file, or a part of one.");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private byte[] read(int most) {
        try {
            return zip.readNBytes(most + 1);
        } catch (ZipException | EOFException e) {
            throw broken("The ZIP file is broken, or ends too early.");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Manifest manifest(JsonNode json) {
        if (!json.path("format").asText().equals(Manifest.FORMAT)) {
            throw broken("The manifest is of another kind of file.");
        }
        int version = number(json, "version");
        if (version != Manifest.VERSION) {
            return new Manifest(version, 0, "tenant", new UUID(0, 0), List.of());
        }
        List<Part> parts = new ArrayList<>();
        for (JsonNode table : json.path("tables")) {
            List<String> columns = columns(table);
            for (JsonNode file : table.path("files")) {
                parts.add(part(parts.size() + 1, table.path("name").asText(), columns, file));
                if (parts.size() > ArchiveLimits.MOST_PARTS) {
                    throw broken("The archive has more than " + ArchiveLimits.MOST_PARTS + " files.");
                }
            }
        }
        return new Manifest(
                version,
                number(json, "changelog"),
                json.path("kind").asText(),
                UUID.fromString(json.path("tenant").path("id").asText()),
                parts);
    }

    private static List<String> columns(JsonNode table) {
        List<String> columns = new ArrayList<>();
        table.path("columns").forEach(column -> columns.add(column.asText()));
        if (columns.isEmpty() || columns.size() > MOST_COLUMNS) {
            throw broken("A table of the manifest has no columns, or too many.");
        }
        return columns;
    }

    private static Part part(int number, String table, List<String> columns, JsonNode file) {
        Part part = new Part(
                number,
                table,
                columns,
                number(file, "rows"),
                number(file, "bytes"),
                file.path("sha256").asText());
        boolean isNamed = TABLE.matcher(table).matches()
                && part.name().equals(file.path("name").asText());
        if (!isNamed || !DIGEST.matcher(part.sha256()).matches()) {
            throw broken("A file of the manifest has another name, or no checksum.");
        }
        return part;
    }

    private static int number(JsonNode json, String name) {
        JsonNode value = json.path(name);
        if (!value.isInt() || value.intValue() < 0) {
            throw broken("The manifest has no number " + name + ".");
        }
        return value.intValue();
    }

    private static Invalid broken(String detail) {
        return new Invalid("archive", "archive.broken", detail);
    }
}
