-- A time in a video that a post or a comment is about.
ALTER TABLE message
    -- file:<id> or youtube:<id>
    ADD moment_media text,
    -- Milliseconds.
    ADD moment_position bigint CHECK (moment_position >= 0),
    ADD CONSTRAINT message_moment_whole CHECK ((moment_media IS NULL) = (moment_position IS NULL));
