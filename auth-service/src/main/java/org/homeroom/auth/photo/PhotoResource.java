package org.homeroom.auth.photo;

import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import jakarta.annotation.security.PermitAll;
import jakarta.validation.constraints.Min;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.homeroom.auth.AuthProblem;
import org.homeroom.auth.account.Account;
import org.homeroom.auth.account.PhotoName;
import org.homeroom.auth.account.Profile;
import org.homeroom.platform.picture.Area;
import org.homeroom.platform.principal.Principals;
import org.homeroom.platform.problem.CommonProblem;
import org.homeroom.platform.problem.Problem;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;
import org.jspecify.annotations.Nullable;

/// One's own photo, and the pictures that everybody sees of it.
@Path("/api/users")
@Authenticated
@Tag(name = "Photos", description = "One's own photo, and the pictures that others see of it.")
class PhotoResource {
    private final UploadStore uploads;
    private final DecodingScheduler decoding;
    private final PhotoStore photos;
    private final Principals principals;

    PhotoResource(
            UploadStore uploads,
            DecodingScheduler decoding,
            PhotoStore photos,
            Principals principals) {
        this.uploads = uploads;
        this.decoding = decoding;
        this.photos = photos;
        this.principals = principals;
    }

    @PUT
    @Path("/me/photo")
    @Consumes(MediaType.WILDCARD)
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "changeOwnPhoto",
            summary = "Change one's photo",
            description =
                    "Takes PNG, JPEG or WebP of at most 10 MB and 40 million pixels, known by what the bytes"
                            + " are. Of an animation, the first picture. What others see is drawn anew from"
                            + " its pixels: nothing else of the file is kept.")
    @RequestBody(
            required = true,
            content = @Content(schema = @Schema(type = SchemaType.STRING, format = "binary")))
    @APIResponse(responseCode = "200", description = "The profile with the new photo.")
    @APIResponse(
            responseCode = "400",
            description = "`invalid-request`: the square is not inside of the picture")
    @APIResponse(
            responseCode = "422",
            description = "`photo-unreadable`: damaged, of another type, or with too many pixels")
    @APIResponse(
            responseCode = "503",
            description = "`busy`, `storage-unavailable`, with `retryAfter`")
    public Uni<Profile> change(
            @RestQuery
                    @Min(0)
                    @Parameter(
                            description =
                                    "Left edge of the square to show, in pixels of the upright picture. Without"
                                            + " a square, it is the largest in the middle.")
                    @Nullable Integer x,
            @RestQuery @Min(0) @Parameter(description = "Upper edge of the square.")
                    @Nullable Integer y,
            @RestQuery @Min(1) @Parameter(description = "Width and height of the square.")
                    @Nullable Integer size,
            @Context HttpServerRequest request) {
        var square = square(x, y, size);
        var self = principals.current().account();
        return uploads.receive(request, file -> decoding.make(file, square.orElse(null)))
                .map(PhotoResource::pictures)
                .chain(pictures -> photos.set(self, pictures))
                .map(PhotoResource::own);
    }

    private static Optional<Area> square(
            @Nullable Integer x, @Nullable Integer y, @Nullable Integer size) {
        if (x == null && y == null && size == null) {
            return Optional.empty();
        }
        if (x == null || y == null || size == null) {
            throw Problem.of(
                            CommonProblem.INVALID_REQUEST,
                            "Give “x”, “y” and “size”, or none of them.")
                    .toHttp();
        }
        return Optional.of(Area.square(x, y, size));
    }

    private static Map<PhotoSize, byte[]> pictures(PhotoMaker.Result result) {
        return switch (result) {
            case PhotoMaker.Result.Made(var pictures) -> pictures;
            case PhotoMaker.Result.Unreadable(var why) ->
                    throw Problem.of(AuthProblem.PHOTO_UNREADABLE, why).toHttp();
            case PhotoMaker.Result.Outside(var width, var height) ->
                    throw Problem.ofField(
                                    CommonProblem.INVALID_REQUEST,
                                    "The square is not inside of the picture.",
                                    "size",
                                    "must be inside of %d × %d".formatted(width, height))
                            .toHttp();
        };
    }

    @DELETE
    @Path("/me/photo")
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(operationId = "removeOwnPhoto", summary = "Take one's photo away")
    @APIResponse(responseCode = "200", description = "The profile without a photo.")
    public Uni<Profile> remove() {
        return photos.remove(principals.current().account()).map(PhotoResource::own);
    }

    /// The token is good, but its account may be gone since.
    private static Profile own(Optional<Account> account) {
        return account.map(Profile::of)
                .orElseThrow(() ->
                        Problem.of(
                                        CommonProblem.SESSION_ENDED,
                                        "This account is not there any more.")
                                .toHttp());
    }

    /// Without a token, for an `<img>` has none; whoever has the name got it from us. An answer is
    /// good for ever: another photo has another name.
    @GET
    @Path("/photos/{photo: " + PhotoName.FORM + "}/{size: 64|256|1024}.jpg")
    @PermitAll
    @Produces("image/jpeg")
    @Operation(
            operationId = "photo",
            summary = "A picture of a photo",
            description =
                    "In 64, 256 or 1024 pixels square. Needs no token, and may be cached for ever.")
    @APIResponse(
            responseCode = "200",
            description = "The picture.",
            content = @Content(mediaType = "image/jpeg"))
    @APIResponse(responseCode = "304", description = "As the caller has it.")
    @APIResponse(responseCode = "404", description = "`not-found`")
    @APIResponse(responseCode = "503", description = "`storage-unavailable`, with `retryAfter`")
    public Uni<RestResponse<byte[]>> picture(
            @RestPath @Parameter(description = "`photo` of a person.") String photo,
            @RestPath @Parameter(schema = @Schema(enumeration = {"64", "256", "1024"})) int size,
            @Context Request conditions) {
        var etag = new EntityTag(photo + "-" + size);
        return photos.picture(new PhotoName(photo), PhotoSize.ofPixels(size).orElseThrow())
                .map(found ->
                        found.map(bytes -> answer(bytes, etag, conditions))
                                .orElseThrow(PhotoResource::nothing));
    }

    private static RestResponse<byte[]> answer(byte[] picture, EntityTag etag, Request conditions) {
        var known = conditions.evaluatePreconditions(etag) != null;
        var answer =
                known
                        ? ResponseBuilder.<byte[]>create(RestResponse.Status.NOT_MODIFIED)
                        : ResponseBuilder.ok(picture);
        return answer.header("ETag", '"' + etag.getValue() + '"')
                .header("Cache-Control", "public, max-age=31536000, immutable")
                .header("X-Content-Type-Options", "nosniff")
                // Opened by itself, it is a picture and nothing that could run.
                .header("Content-Security-Policy", "default-src 'none'; sandbox")
                .build();
    }

    private static RuntimeException nothing() {
        return Problem.of(CommonProblem.NOT_FOUND, "There is no such picture.").toHttp();
    }
}
