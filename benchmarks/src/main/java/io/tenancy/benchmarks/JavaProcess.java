package io.tenancy.benchmarks;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A JVM of the same version as this one, with a class path of its own. */
record JavaProcess(List<String> options, String classPath) {
    /** What a server with a thousand busy tenants has room enough in. */
    static final String HEAP = "-Xmx256m";

    private static final String OWN = System.getProperty("java.class.path");

    JavaProcess {
        options = List.copyOf(options);
    }

    /** With the class path of the benchmarks. */
    static JavaProcess with(List<String> options) {
        return new JavaProcess(options, OWN);
    }

    /** The same without a module of ours, be it a folder or a jar. */
    JavaProcess without(String module) {
        Predicate<String> others = entry -> !entry.contains(module);
        return new JavaProcess(
                options,
                Pattern.compile(Pattern.quote(File.pathSeparator))
                        .splitAsStream(classPath)
                        .filter(others)
                        .collect(Collectors.joining(File.pathSeparator)));
    }

    ProcessBuilder running(String main, List<String> arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(options);
        command.addAll(List.of("-cp", classPath, main));
        command.addAll(arguments);
        return new ProcessBuilder(command).redirectErrorStream(true);
    }
}
