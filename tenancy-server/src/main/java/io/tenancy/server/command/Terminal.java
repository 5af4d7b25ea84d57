package io.tenancy.server.command;

import java.io.Console;

/** Whether a person sees what is printed. */
final class Terminal {
    private Terminal() {}

    /** Since Java 22 there can be a console without a terminal, and a method that tells. */
    @SuppressWarnings("SystemConsoleNull") // before Java 22 the absence of a console is all that there is to see
    static boolean isInteractive() {
        Console console = System.console();
        if (console == null) {
            return false;
        }
        try {
            return (boolean) Console.class.getMethod("isTerminal").invoke(console);
        } catch (NoSuchMethodException e) {
            return true;
        } catch (ReflectiveOperationException e) {
            return false;
        }
    }
}
