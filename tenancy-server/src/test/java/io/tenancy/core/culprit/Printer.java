package io.tenancy.core.culprit;

public final class Printer {
    void print(String text) {
        System.out.println(text);
    }
}
