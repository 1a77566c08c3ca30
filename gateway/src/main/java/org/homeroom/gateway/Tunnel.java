package org.homeroom.gateway;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetSocket;
import java.time.Duration;

/// A WebSocket's two connections, and the bytes between them. Whichever side is slow to read slows
/// the other side's writing, no more: nothing piles up here.
///
/// Everything happens on one event loop, so there is nothing to lock.
final class Tunnel {
    /// An unmasked close frame with code 1001, "going away" (RFC 6455, section 7.4.1).
    static final Buffer GOING_AWAY = Buffer.buffer(new byte[] {(byte) 0x88, 2, 0x03, (byte) 0xe9});

    /// How long a browser may take to answer a close frame.
    private static final Duration GOODBYE = Duration.ofSeconds(1);

    private final Context context;
    private final NetSocket browser;
    private final NetSocket service;
    private final FrameTracker toBrowser = new FrameTracker();
    private final Promise<Void> gone = Promise.promise();
    private boolean closing;

    /// @param context the event loop of both connections
    /// @param service paused
    Tunnel(Context context, NetSocket browser, NetSocket service) {
        this.context = context;
        this.browser = browser;
        this.service = service;
    }

    /// Starts to pass bytes.
    ///
    /// @return done when the browser's connection is closed
    Future<Void> open() {
        browser.exceptionHandler(broken -> {});
        service.exceptionHandler(broken -> {});
        browser.closeHandler(closed -> {
            service.close();
            gone.tryComplete();
        });

        browser.handler(bytes -> {
            service.write(bytes);
            if (service.writeQueueFull()) {
                browser.pause();
                service.drainHandler(drained -> browser.resume());
            }
        });
        service.handler(bytes -> {
            toBrowser.advance(bytes);
            browser.write(bytes);
            if (closing) {
                sayGoodbyeBetweenFrames();
            } else if (browser.writeQueueFull()) {
                service.pause();
                browser.drainHandler(drained -> service.resume());
            }
        });
        service.endHandler(ended -> serviceEnded());
        service.resume();
        return gone.future();
    }

    /// Ends the tunnel from here: the browser is told 1001, at the end of the frame it is
    /// receiving.
    ///
    /// @return done when the browser's connection is closed
    Future<Void> close() {
        context.runOnContext(now -> {
            closing = true;
            sayGoodbyeBetweenFrames();
            context.owner().setTimer(GOODBYE.toMillis(), timer -> browser.close());
        });
        return gone.future();
    }

    /// A service that ends without a close frame was killed, or the network was. The browser would
    /// wait for nothing; 1001 tells it to connect again.
    private void serviceEnded() {
        if (toBrowser.isAtBoundary() && !toBrowser.isClosed()) {
            browser.end(GOING_AWAY);
        } else {
            browser.end();
        }
    }

    private void sayGoodbyeBetweenFrames() {
        if (toBrowser.isClosed() || !toBrowser.isAtBoundary()) {
            return;
        }
        toBrowser.advance(GOING_AWAY);
        service.handler(ignored -> {});
        service.endHandler(ended -> {});
        browser.write(GOING_AWAY);
        // The browser's next frame is its own close, or something sent before it read ours. Either
        // way there is nobody left to take it.
        browser.handler(answer -> browser.close());
        browser.resume();
        service.close();
    }
}
