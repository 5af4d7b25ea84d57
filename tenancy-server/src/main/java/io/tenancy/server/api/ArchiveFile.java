package io.tenancy.server.api;

import io.tenancy.core.archive.Download;
import io.tenancy.core.archive.Part;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.IOException;
import java.io.OutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Archives as ZIP files, of which one file at a time is in memory. */
final class ArchiveFile {
    static final String ZIP = "application/zip";

    private ArchiveFile() {}

    static Response of(Download download) {
        String name = "export-" + download.archive().id().value() + ".zip";
        StreamingOutput output = stream -> write(download, stream);
        return Response.ok(output, ZIP)
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"" + name + "\"")
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .build();
    }

    private static void write(Download download, OutputStream stream) throws IOException {
        ZipOutputStream zip = new ZipOutputStream(stream);
        long time = download.archive().createdAt().toEpochMilli();
        while (download.parts().hasNext()) {
            Part part = download.parts().next();
            ZipEntry entry = new ZipEntry(part.name());
            entry.setTime(time);
            zip.putNextEntry(entry);
            zip.write(download.content().apply(part));
            zip.closeEntry();
        }
        zip.finish();
    }
}
