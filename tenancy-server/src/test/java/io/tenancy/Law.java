package io.tenancy;

import com.tngtech.archunit.lang.ArchRule;
import java.util.List;

/** A rule of the house, with classes that break it: they prove that the rule bites. */
record Law(ArchRule rule, List<Class<?>> culprits) {
    static Law of(ArchRule rule, Class<?>... culprits) {
        return new Law(rule, List.of(culprits));
    }

    @Override
    public String toString() {
        return rule.getDescription();
    }
}
