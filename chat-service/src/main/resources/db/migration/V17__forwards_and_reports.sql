ALTER TABLE message
    -- Of what was said elsewhere before: who said it first, as org.homeroom.chat.message.HistoryStore reads it.
    ADD forwarded jsonb,
    ADD CONSTRAINT message_forwarded_alone CHECK (
        forwarded IS NULL OR call IS NULL AND reply_to IS NULL AND post_number IS NULL);

ALTER TABLE file
    -- Of a copy: the file whose objects it shares. They are there as long as one of them is. See
    -- docs/adr/0033-a-forward-is-a-copy.md.
    ADD content_id uuid;
CREATE INDEX file_content ON file (content_id) WHERE content_id IS NOT NULL;

-- Somebody told those who answer for a conversation of a message in it.
CREATE TABLE report (
    id uuid PRIMARY KEY,
    conversation_id uuid NOT NULL,
    number bigint NOT NULL,
    reporter_id uuid NOT NULL,
    reason text NOT NULL,
    -- What the reporter has to say of it; often empty.
    words text NOT NULL,
    at timestamptz NOT NULL,
    -- What the message said then, until somebody has settled it: its sender may edit or delete it.
    title text,
    text text,
    settled_at timestamptz,
    settled_by uuid,
    CONSTRAINT report_once UNIQUE (conversation_id, number, reporter_id),
    FOREIGN KEY (conversation_id, number) REFERENCES message,
    CHECK ((settled_at IS NULL) = (settled_by IS NULL)),
    CHECK ((settled_at IS NULL) = (text IS NOT NULL))
);
CREATE INDEX report_open ON report (at) WHERE settled_at IS NULL;
