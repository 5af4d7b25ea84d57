package io.tenancy.examples.notes;

import static io.tenancy.examples.notes.NotePermissions.NOTE_READ;
import static io.tenancy.examples.notes.NotePermissions.NOTE_WRITE;
import static java.util.Objects.requireNonNull;

import io.tenancy.core.Cursors;
import io.tenancy.core.Page;
import io.tenancy.core.PageRequest;
import io.tenancy.core.Position;
import io.tenancy.core.TenancyException.NotFound;
import io.tenancy.core.access.Caller;
import io.tenancy.core.access.Gate;
import io.tenancy.core.user.UserId;
import io.tenancy.examples.notes.Note.NoteId;

/** Writing and reading the notes of the caller's tenant. */
public final class NoteService {
    private final Gate gate;
    private final NoteStore notes;
    private final Cursors cursors;
    private final NoteTerms terms;

    NoteService(Gate gate, NoteStore notes, Cursors cursors, NoteTerms terms) {
        this.gate = requireNonNull(gate);
        this.notes = requireNonNull(notes);
        this.cursors = requireNonNull(cursors);
        this.terms = requireNonNull(terms);
    }

    public Note get(Caller caller, NoteId id) {
        return gate.query(caller, NOTE_READ, scope -> notes.find(scope, id).orElseThrow(() -> new NotFound("note")));
    }

    /** The newest first. */
    public Page<Note> list(Caller caller, PageRequest request) {
        return gate.query(
                caller,
                NOTE_READ,
                scope -> cursors.page(
                        scope.id(),
                        "notes",
                        request,
                        (before, limit) -> notes.list(scope, before, limit),
                        note -> new Position("", note.id().value())));
    }

    public Note write(Caller caller, NewNote wanted) {
        return gate.command(caller, NOTE_WRITE, work -> {
            terms.require(work, wanted, notes::count);
            UserId author = new UserId(caller.actor().id());
            Note note = new Note(new NoteId(work.newId()), author, wanted.text(), work.now());
            notes.add(work.scope(), note);
            terms.count(work, note);
            work.record("note.written", note.id());
            return note;
        });
    }

    public void delete(Caller caller, NoteId id) {
        gate.command(caller, NOTE_WRITE, work -> {
            if (!notes.delete(work.scope(), id)) {
                throw new NotFound("note");
            }
            work.record("note.deleted", id);
            return id;
        });
    }
}
