package org.homeroom.platform.socket;

import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.websocketx.Utf8FrameValidator;
import io.quarkus.websockets.next.HttpUpgradeCheck;
import io.quarkus.websockets.next.UserData.TypedKey;
import io.smallrye.mutiny.Uni;
import io.vertx.core.net.impl.ConnectionBase;
import jakarta.enterprise.context.ApplicationScoped;

/// The TCP connection beneath a socket, for two things that the layers above leave out.
///
/// Vert.x decodes text frames without looking whether they are UTF-8 (RFC 6455, section 8.1, wants
/// the connection failed). And it closes only after what is queued has been written, which for a
/// client that reads nothing is never.
final class Line {
    static final TypedKey<Line> KEY = new TypedKey<>("line");
    private static final String VALIDATOR = "utf8-frame-validator";

    private final ChannelHandlerContext wire;

    private Line(ChannelHandlerContext wire) {
        this.wire = wire;
    }

    /// Ends the connection now, whatever waits to be written.
    void cut() {
        wire.channel().close();
    }

    /// Remembers the connection while its request is still at hand, before the upgrade.
    @ApplicationScoped
    static final class Check implements HttpUpgradeCheck {
        @Override
        public Uni<CheckResult> perform(HttpUpgradeContext context) {
            if (context.httpRequest().connection() instanceof ConnectionBase connection) {
                var wire = connection.channelHandlerContext();
                // A request that was refused leaves the connection, and the validator, for the
                // next.
                if (wire.pipeline().get(VALIDATOR) == null) {
                    wire.pipeline()
                            .addBefore(wire.name(), VALIDATOR, new Utf8FrameValidator(false));
                }
                context.userData().put(KEY, new Line(wire));
            }
            return CheckResult.permitUpgrade();
        }
    }
}
