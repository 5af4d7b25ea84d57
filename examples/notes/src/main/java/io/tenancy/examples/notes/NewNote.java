package io.tenancy.examples.notes;

import io.tenancy.core.Check;
import org.jspecify.annotations.Nullable;

/** What it takes to write a note. */
public record NewNote(String text) {
    public NewNote(@Nullable String text) {
        this.text = Check.text("text", text, 2_000);
    }
}
