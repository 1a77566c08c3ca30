package org.homeroom.platform.socket;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CorruptedWebSocketFrameException;
import io.netty.handler.codec.http.websocketx.Utf8FrameValidator;
import io.netty.util.ReferenceCountUtil;
import io.quarkus.websockets.next.HttpUpgradeCheck;
import io.quarkus.websockets.next.UserData.TypedKey;
import io.smallrye.mutiny.Uni;
import io.vertx.core.net.impl.ConnectionBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.TimeUnit;

/// The TCP connection beneath a socket, for three things that the layers above leave out.
///
/// Vert.x decodes text frames without looking whether they are UTF-8 (RFC 6455, section 8.1, wants
/// the connection failed). It ends a connection that breaks the protocol without saying why. And it
/// closes only after what is queued has been written, which for a client that reads nothing is
/// never.
final class Line {
    static final TypedKey<Line> KEY = new TypedKey<>("line");
    private static final String UTF8 = "homeroom-utf8";
    private static final String VIOLATIONS = "homeroom-violations";

    private final ChannelHandlerContext wire;

    private Line(ChannelHandlerContext wire) {
        this.wire = wire;
    }

    /// Ends the connection now, whatever waits to be written.
    void cut() {
        wire.close(); // not the channel: closing that way waits for its queue again
    }

    /// Remembers the connection while its request is still at hand, before the upgrade.
    @ApplicationScoped
    static final class Check implements HttpUpgradeCheck {
        @Override
        public Uni<CheckResult> perform(HttpUpgradeContext context) {
            if (context.httpRequest().connection() instanceof ConnectionBase connection) {
                var wire = connection.channelHandlerContext();
                // A request that was refused leaves the connection, and these, for the next.
                if (wire.pipeline().get(UTF8) == null) {
                    wire.pipeline()
                            .addBefore(wire.name(), UTF8, new Utf8FrameValidator(false))
                            .addBefore(wire.name(), VIOLATIONS, new Violations());
                }
                context.userData().put(KEY, new Line(wire));
            }
            return CheckResult.permitUpgrade();
        }
    }

    /// Answers what breaks the protocol with its close code (RFC 6455, section 7.4.1): 1002, 1007
    /// or 1009.
    private static final class Violations extends ChannelInboundHandlerAdapter {
        /// For the close frame to be read: ended at once, with bytes of the client's still unread,
        /// TCP would throw it away.
        private static final long FAREWELL_SECONDS = 1;

        private boolean broken;

        @Override
        public void exceptionCaught(ChannelHandlerContext wire, Throwable failure) {
            if (!(failure instanceof CorruptedWebSocketFrameException violation)) {
                wire.fireExceptionCaught(failure);
            } else if (!broken) {
                broken = true;
                wire.writeAndFlush(new CloseWebSocketFrame(violation.closeStatus()));
                var _ =
                        wire.executor()
                                .schedule(() -> wire.close(), FAREWELL_SECONDS, TimeUnit.SECONDS);
            }
        }

        @Override
        public void channelRead(ChannelHandlerContext wire, Object message) {
            if (!broken) {
                wire.fireChannelRead(message);
                return;
            }
            if (message instanceof CloseWebSocketFrame) {
                wire.close();
            }
            ReferenceCountUtil.release(message);
        }
    }
}
