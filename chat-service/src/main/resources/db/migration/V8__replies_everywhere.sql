-- In a channel a reply answers a comment on its post, and elsewhere any message: what has the number of another in reply_to
-- need no longer be a comment. It is still after what it answers, and a post answers nothing.
ALTER TABLE message
    DROP CONSTRAINT message_check4,
    ADD CONSTRAINT message_post_answers_nothing CHECK (reply_to IS NULL OR title IS NULL);
