ALTER TABLE message
    -- Of a message that is all that is left of a call, as org.homeroom.chat.message.HistoryStore reads it. Its sender is
    -- the caller.
    ADD call jsonb,
    -- It is nobody's unread message.
    ADD is_uncounted boolean NOT NULL DEFAULT false,
    ADD CONSTRAINT message_call_alone CHECK (
        call IS NULL
        OR text = '' AND title IS NULL AND post_number IS NULL AND reply_to IS NULL AND files IS NULL AND change = 0);
