-- By what messages are found: see org.homeroom.chat.search. Filled soon after they were stored, so that nobody who writes
-- waits for it.
CREATE TABLE message_words (
    conversation_id uuid NOT NULL,
    number bigint NOT NULL,
    sent_at timestamptz NOT NULL,
    words tsvector NOT NULL,
    PRIMARY KEY (conversation_id, number),
    FOREIGN KEY (conversation_id, number) REFERENCES message ON DELETE CASCADE
);
CREATE INDEX message_words_found ON message_words USING gin (words);
-- For words that are everywhere: the latest of them are found sooner by looking at the latest.
CREATE INDEX message_words_latest ON message_words (sent_at, conversation_id, number);

-- Up to which message and which change a conversation is there, and by which version of the analysis.
CREATE TABLE indexed (
    conversation_id uuid PRIMARY KEY REFERENCES conversation,
    number bigint NOT NULL DEFAULT 0,
    change bigint NOT NULL DEFAULT 0,
    analysis int NOT NULL
);
