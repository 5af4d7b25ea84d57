package io.tenancy.demo;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.stream.Stream;

/**
 * The folder in which the demo keeps everything, for its owner's eyes only. Its lock file marks it as the demo's own, and
 * lets one demo at a time use it; the system frees the lock however the process ends.
 */
final class DataFolder implements AutoCloseable {
    private static final String LOCK = "demo.lock";
    private static final String UNFINISHED = ".new";
    private static final System.Logger LOG = System.getLogger(DataFolder.class.getName());

    private final Path path;
    private final FileChannel channel;

    private DataFolder(Path path, FileChannel channel) {
        this.path = path;
        this.channel = channel;
    }

    /** Opens the folder, and makes it where there is none. A folder that somebody else made is left as it is. */
    static DataFolder open(Path folder) {
        try {
            if (Files.exists(folder) && !isOurs(folder)) {
                throw new Refusal("The folder " + folder + " holds files that are not the demo's."
                        + " Move it away, or start the demo elsewhere.");
            }
            Files.createDirectories(folder);
            Path path = folder.toRealPath();
            restrict(path, "rwx------");
            FileChannel channel =
                    FileChannel.open(path.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (!locks(channel)) {
                channel.close();
                throw new Refusal("Another demo is using the folder " + folder + ". Stop it first.");
            }
            DataFolder data = new DataFolder(path, channel);
            Files.createDirectories(data.logs());
            return data;
        } catch (IOException e) {
            throw new Refusal("The folder " + folder + " cannot be used: " + e, e);
        }
    }

    Path path() {
        return path;
    }

    Path logs() {
        return path.resolve("logs");
    }

    /** Writes a file so that no reader ever sees half of it, and nobody but the owner reads it. */
    void write(String name, String text) throws IOException {
        Path fresh = Files.createTempFile(path, name, ".new");
        restrict(fresh, "rw-------");
        try (FileChannel out = FileChannel.open(fresh, StandardOpenOption.WRITE)) {
            ByteBuffer bytes = UTF_8.encode(text);
            while (bytes.hasRemaining()) {
                out.write(bytes);
            }
            out.force(true);
        }
        Files.move(fresh, path.resolve(name), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /**
     * Makes a folder by steps that a crash may interrupt: it appears under its name when it is whole, or not at all.
     * What a crash has left is removed, but for what a program of that crash still writes to.
     */
    Path whole(String name, Filling filling) throws IOException {
        Path folder = path.resolve(name);
        if (!Files.exists(folder)) {
            removeUnfinished(name + UNFINISHED);
            Path fresh = Files.createTempDirectory(path, name + UNFINISHED);
            filling.fill(fresh);
            Files.move(fresh, folder, StandardCopyOption.ATOMIC_MOVE);
        }
        return folder;
    }

    /** Fills an empty folder. */
    interface Filling {
        void fill(Path folder) throws IOException;
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }

    static void restrict(Path file, String permissions) throws IOException {
        if (FileSystems.getDefault().supportedFileAttributeViews().contains("posix")) {
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
        }
    }

    private static boolean isOurs(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return false;
        }
        try (Stream<Path> files = Files.list(folder)) {
            return Files.exists(folder.resolve(LOCK)) || files.findAny().isEmpty();
        }
    }

    private static boolean locks(FileChannel channel) throws IOException {
        try {
            return channel.tryLock() != null;
        } catch (OverlappingFileLockException e) {
            return false;
        }
    }

    private void removeUnfinished(String prefix) throws IOException {
        try (Stream<Path> files = Files.list(path)) {
            for (Path left : files.toList()) {
                if (left.getFileName().toString().startsWith(prefix)) {
                    remove(left);
                }
            }
        }
    }

    private static void remove(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException | UncheckedIOException e) {
            LOG.log(Level.INFO, "The folder " + folder + " is still in use; it is removed another time.", e);
        }
    }
}
