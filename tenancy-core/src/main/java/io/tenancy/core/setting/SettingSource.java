package io.tenancy.core.setting;

import java.util.List;

/**
 * The settings of an application, which join Tenancy's own. Each source on the class path is found by {@link
 * java.util.ServiceLoader}, once: what can be set is a property of the code that runs.
 */
public interface SettingSource {
    /** What this application lets be set, each once and none that is known already. */
    List<SettingKey<?>> settings();
}
