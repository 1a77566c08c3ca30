-- What was written about the times of one video, in the order in which they come in it.
CREATE INDEX message_moment ON message (conversation_id, moment_media, moment_position, number)
    WHERE moment_media IS NOT NULL;
