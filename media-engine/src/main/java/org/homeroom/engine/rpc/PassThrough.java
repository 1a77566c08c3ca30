package org.homeroom.engine.rpc;

/// Gives what it gets.
final class PassThrough extends MediaElement {
    PassThrough(ObjectTree tree, String id, MediaPipeline pipeline) {
        super(tree, Type.PASS_THROUGH, id, pipeline);
    }
}
