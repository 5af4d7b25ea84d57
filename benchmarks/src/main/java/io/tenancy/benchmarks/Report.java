package io.tenancy.benchmarks;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What a benchmark has measured, as a page in Markdown. */
final class Report {
    private final List<String> lines = new ArrayList<>();

    Report(String title, String what) {
        lines.add("# " + title);
        lines.add("");
        lines.add(what);
        lines.add("");
        lines.add("Machine: " + machine() + ".");
    }

    private static String machine() {
        return Runtime.getRuntime().availableProcessors() + " processors, "
                + System.getProperty("os.name") + " " + System.getProperty("os.arch") + ", Java "
                + System.getProperty("java.version") + ", "
                + Runtime.getRuntime().maxMemory() / (1024 * 1024) + " MB of heap, "
                + ManagementFactory.getGarbageCollectorMXBeans().get(0).getName() + ", PostgreSQL 18 with its default "
                + "settings on the same machine";
    }

    /** Begins a table. */
    Report table(String... columns) {
        lines.add("");
        lines.add("| " + String.join(" | ", columns) + " |");
        lines.add("|" + "---|".repeat(columns.length));
        return this;
    }

    Report row(String... cells) {
        lines.add("| " + String.join(" | ", cells) + " |");
        return this;
    }

    Report text(String text) {
        lines.add("");
        lines.add(text);
        return this;
    }

    static String number(String format, double value) {
        return String.format(Locale.ROOT, format, value);
    }

    void write(Path file) throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        Files.writeString(file, String.join("\n", lines) + "\n");
        System.out.println(String.join("\n", lines));
        System.out.println("Written to " + file.toAbsolutePath());
    }
}
