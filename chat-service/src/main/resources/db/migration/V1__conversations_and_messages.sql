-- A row is updated at every message: room on its page keeps the update off the indexes (HOT).
CREATE TABLE conversation (
    id uuid PRIMARY KEY,
    kind text NOT NULL CHECK (kind IN ('direct')),
    -- A direct conversation has the two members here, in order, so that a pair has only one.
    direct_low uuid,
    direct_high uuid,
    created_at timestamptz NOT NULL,
    -- The last message's place; messages are 1, 2, 3, … without gaps.
    last_number bigint NOT NULL DEFAULT 0,
    -- When the last message was sent, or the creation: what lists are ordered by.
    last_at timestamptz NOT NULL,
    -- The transaction that changed the row last: see docs/adr/0003-resume-by-transaction.md.
    changed xid8 NOT NULL DEFAULT pg_current_xact_id(),
    UNIQUE (direct_low, direct_high),
    CHECK (kind <> 'direct' OR direct_low < direct_high)
) WITH (fillfactor = 70);

CREATE TABLE member (
    conversation_id uuid NOT NULL REFERENCES conversation,
    account_id uuid NOT NULL,
    -- Everything up to this message has been read; never goes back.
    read_number bigint NOT NULL DEFAULT 0,
    changed xid8 NOT NULL DEFAULT pg_current_xact_id(),
    PRIMARY KEY (conversation_id, account_id)
) WITH (fillfactor = 70);
CREATE INDEX member_account ON member (account_id, conversation_id);

CREATE TABLE message (
    conversation_id uuid NOT NULL REFERENCES conversation,
    number bigint NOT NULL,
    id uuid NOT NULL,
    sender_id uuid NOT NULL,
    -- The sender's own name for it: a retry finds the first one, on any replica and for ever.
    client_id uuid NOT NULL,
    text text NOT NULL,
    sent_at timestamptz NOT NULL,
    PRIMARY KEY (conversation_id, number),
    CONSTRAINT message_sent_once UNIQUE (sender_id, client_id)
);

-- What has been committed and not yet acknowledged by Kafka: written with the change, deleted when its events are out.
CREATE TABLE unpublished (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    conversation_id uuid NOT NULL,
    -- With a reader: their marker, at last_number. Without: a group of messages, or, as 0 to 0, the opening of the conversation.
    reader_id uuid,
    first_number bigint NOT NULL,
    last_number bigint NOT NULL,
    -- When somebody last undertook to publish it.
    tried_at timestamptz NOT NULL
);
CREATE INDEX unpublished_tried ON unpublished (tried_at);

CREATE TABLE last_seen (
    account_id uuid PRIMARY KEY,
    at timestamptz NOT NULL
);
