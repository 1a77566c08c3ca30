package org.homeroom.chat.block;

import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.homeroom.chat.ChatProblem;
import org.homeroom.chat.notification.Activity.Actor;
import org.homeroom.chat.person.People;
import org.homeroom.platform.id.AccountId;
import org.homeroom.platform.principal.Principals;
import org.homeroom.platform.problem.CommonProblem;
import org.homeroom.platform.problem.Problem;

/// Whom the caller has blocked. Nobody else learns of it here.
@Path("/api/conversations/blocks")
@Authenticated
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Blocks")
class BlockResource {
    private final BlockStore blocks;
    private final People people;
    private final Principals principals;

    BlockResource(BlockStore blocks, People people, Principals principals) {
        this.blocks = blocks;
        this.people = people;
        this.principals = principals;
    }

    @Schema(requiredProperties = "blocked")
    record Blocks(List<BlockedPerson> blocked) {
        Blocks {
            blocked = List.copyOf(blocked);
        }
    }

    /// @param since when they were blocked
    @Schema(requiredProperties = {"person", "since"})
    record BlockedPerson(Actor person, Instant since) {}

    @GET
    @Operation(summary = "Whom the caller has blocked, the latest first")
    @APIResponse(
            responseCode = "200",
            description = "All of them, without those whose accounts are deleted",
            content = @Content(schema = @Schema(implementation = Blocks.class)))
    public Uni<Blocks> list() {
        return blocks.list(caller())
                .map(all ->
                        new Blocks(
                                all.stream()
                                        .filter(each -> !people.get(each.account()).isDeleted())
                                        .map(each ->
                                                new BlockedPerson(
                                                        Actor.of(people.get(each.account())),
                                                        each.since()))
                                        .toList()));
    }

    @PUT
    @Path("/{account}")
    @Operation(summary = "Block somebody")
    @APIResponse(responseCode = "204", description = "Blocked, by this request or an earlier one")
    @APIResponse(responseCode = "404", description = "`person-not-found`")
    @APIResponse(responseCode = "409", description = "`too-many-blocks`")
    public Uni<Void> block(AccountId account) {
        var caller = caller();
        if (account.equals(caller)) {
            throw Problem.of(CommonProblem.INVALID_REQUEST, "Nobody blocks themselves.").toHttp();
        }
        if (people.find(account).isEmpty() || people.get(account).isDeleted()) {
            throw Problem.of(ChatProblem.PERSON_NOT_FOUND, "There is nobody with that id.")
                    .toHttp();
        }
        return blocks.block(caller, account)
                .invoke(done -> {
                    if (!done) {
                        throw Problem.of(
                                        ChatProblem.TOO_MANY_BLOCKS,
                                        "At most %,d people are blocked."
                                                .formatted(BlockStore.MOST))
                                .toHttp();
                    }
                })
                .replaceWithVoid();
    }

    @DELETE
    @Path("/{account}")
    @Operation(summary = "Unblock somebody")
    @APIResponse(responseCode = "204", description = "Not blocked any more, or never was")
    public Uni<Void> unblock(AccountId account) {
        return blocks.unblock(caller(), account);
    }

    private AccountId caller() {
        return principals.current().account();
    }
}
