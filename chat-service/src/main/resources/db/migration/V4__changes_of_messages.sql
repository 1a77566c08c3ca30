ALTER TABLE conversation
    -- Changes of its messages are 1, 2, 3, … without gaps: see docs/adr/0011-changes-of-messages-are-numbered-too.md.
    ADD last_change bigint NOT NULL DEFAULT 0,
    -- The one by which a message was deleted last.
    ADD last_deletion bigint NOT NULL DEFAULT 0;

ALTER TABLE message
    -- The one that changed it last, which is its version; 0 for a message that was never changed.
    ADD change bigint NOT NULL DEFAULT 0,
    ADD edited_at timestamptz,
    -- What is deleted keeps its place, its sender and its times. Its text and title are empty.
    ADD deleted_at timestamptz,
    ADD deleted_by uuid,
    ADD pinned_at timestamptz,
    ADD pinned_by uuid,
    -- Of a post: the number of its last comment, or its own. What it was active at.
    ADD active_number bigint,
    ADD CHECK ((deleted_at IS NULL) = (deleted_by IS NULL)),
    ADD CHECK ((pinned_at IS NULL) = (pinned_by IS NULL)),
    ADD CHECK (deleted_at IS NULL OR pinned_at IS NULL AND text = '');
UPDATE message p
SET active_number = GREATEST(p.number, (
    SELECT max(c.number) FROM message c WHERE c.conversation_id = p.conversation_id AND c.post_number = p.number))
WHERE title IS NOT NULL;
ALTER TABLE message ADD CHECK ((title IS NULL) = (active_number IS NULL));
CREATE INDEX message_change ON message (conversation_id, change) WHERE change > 0;
CREATE INDEX message_pinned ON message (conversation_id) WHERE pinned_at IS NOT NULL;
CREATE INDEX message_active ON message (conversation_id, active_number) WHERE active_number IS NOT NULL;

-- What a message said before an edit.
CREATE TABLE edition (
    conversation_id uuid NOT NULL,
    number bigint NOT NULL,
    -- The one by which it was replaced.
    change bigint NOT NULL,
    -- The editor's own name for that edit: a retry finds it, and does not undo a later one.
    client_id uuid NOT NULL,
    title text,
    text text NOT NULL,
    -- Since when it stood there.
    written_at timestamptz NOT NULL,
    PRIMARY KEY (conversation_id, number, change),
    FOREIGN KEY (conversation_id, number) REFERENCES message
);

CREATE TABLE reaction (
    conversation_id uuid NOT NULL,
    number bigint NOT NULL,
    emoji text NOT NULL,
    account_id uuid NOT NULL,
    -- The one by which it came.
    change bigint NOT NULL,
    -- The one by which the emoji came to the message: by it they are ordered, whoever takes theirs back.
    since bigint NOT NULL,
    PRIMARY KEY (conversation_id, number, emoji, account_id),
    FOREIGN KEY (conversation_id, number) REFERENCES message
);

-- Whom a message calls. The account of zeros is everybody who is in the conversation.
CREATE TABLE mention (
    conversation_id uuid NOT NULL,
    account_id uuid NOT NULL,
    number bigint NOT NULL,
    sender_id uuid NOT NULL,
    PRIMARY KEY (conversation_id, account_id, number),
    FOREIGN KEY (conversation_id, number) REFERENCES message
);
CREATE INDEX mention_message ON mention (conversation_id, number);

-- With last_change: changes of messages up to it, which are told as one.
ALTER TABLE unpublished ADD last_change bigint;

-- What somebody has chosen; without a row all is as it comes.
CREATE TABLE preference (
    account_id uuid PRIMARY KEY,
    -- Whether others see how far they have read, and they how far the others have.
    shares_reading boolean NOT NULL DEFAULT true
);
