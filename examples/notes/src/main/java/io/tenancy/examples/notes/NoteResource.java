package io.tenancy.examples.notes;

import static java.util.Objects.requireNonNull;

import io.dropwizard.auth.Auth;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.tenancy.core.Page;
import io.tenancy.core.PageRequest;
import io.tenancy.core.access.Caller;
import io.tenancy.examples.notes.Note.NoteId;
import io.tenancy.server.api.RequiresPermission;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.Optional;
import java.util.function.Function;

/** The notes of the caller's tenant. */
@Path("/v1/notes")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Notes")
public final class NoteResource {
    private final NoteService notes;
    private final Function<String, URI> links;

    /**
     * Notes on the web.
     *
     * @param links the address of a path as clients know it
     */
    NoteResource(NoteService notes, Function<String, URI> links) {
        this.notes = requireNonNull(notes);
        this.links = requireNonNull(links);
    }

    @GET
    @RequiresPermission("note:read")
    @Operation(operationId = "listNotes", summary = "List notes, the newest first")
    public Page<Note> list(
            @Auth Caller caller,
            @QueryParam("cursor") Optional<String> cursor,
            @QueryParam("limit") @DefaultValue("50") int limit) {
        return notes.list(caller, new PageRequest(cursor, limit));
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @RequiresPermission("note:write")
    @Operation(operationId = "writeNote", summary = "Write a note")
    @ApiResponse(
            responseCode = "201",
            description = "The note is written.",
            content = @Content(schema = @Schema(implementation = Note.class)))
    public Response write(@Auth Caller caller, NewNote wanted) {
        Note note = notes.write(caller, wanted);
        return Response.created(links.apply("/v1/notes/" + note.id().value()))
                .entity(note)
                .build();
    }

    @GET
    @Path("/{id}")
    @RequiresPermission("note:read")
    @Operation(operationId = "getNote", summary = "See a note")
    public Note get(@Auth Caller caller, @PathParam("id") NoteId id) {
        return notes.get(caller, id);
    }

    @DELETE
    @Path("/{id}")
    @RequiresPermission("note:write")
    @Operation(operationId = "deleteNote", summary = "Delete a note")
    @ApiResponse(responseCode = "204", description = "The note is deleted.")
    public void delete(@Auth Caller caller, @PathParam("id") NoteId id) {
        notes.delete(caller, id);
    }
}
