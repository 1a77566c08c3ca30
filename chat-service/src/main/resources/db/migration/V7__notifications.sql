ALTER TABLE member
    -- What the member wants to be notified of; null: as it comes with the kind of conversation.
    ADD level text CHECK (level IN ('all', 'mentions', 'nothing')),
    -- 9999-12-31 is for good.
    ADD muted_until timestamptz,
    ADD favourite boolean NOT NULL DEFAULT false,
    -- Up to which message and which change the member has seen in Activity what concerns them: see
    -- docs/adr/0017-activity-is-rows-and-numbers.md.
    ADD noticed_number bigint NOT NULL DEFAULT -1,
    ADD noticed_change bigint NOT NULL DEFAULT 0;
UPDATE member me SET noticed_change = c.last_change FROM conversation c WHERE c.id = me.conversation_id;

-- Kinds of notifications and quiet hours, as JSON; null: as they come.
ALTER TABLE preference ADD notifications jsonb;

-- What somebody chose or noticed is told like their read marker: with numbers of 0, and, if it is of all of their
-- conversations, without one.
ALTER TABLE unpublished ALTER conversation_id DROP NOT NULL;

ALTER TABLE reaction ADD at timestamptz;
UPDATE reaction r SET at = m.sent_at FROM message m WHERE m.conversation_id = r.conversation_id AND m.number = r.number;
ALTER TABLE reaction ALTER at SET NOT NULL;
CREATE INDEX reaction_latest ON reaction (conversation_id, number, change);

-- That a message concerns somebody: it calls them, answers what they wrote, or is theirs and others reacted to it. Or,
-- with the number 0, that they were added.
CREATE TABLE activity (
    -- The account of zeros is everybody who is in the conversation.
    account_id uuid NOT NULL,
    conversation_id uuid NOT NULL REFERENCES conversation,
    number bigint NOT NULL,
    is_reaction boolean NOT NULL DEFAULT false,
    -- Who did it, the last of them.
    by_id uuid NOT NULL,
    at timestamptz NOT NULL,
    -- The conversation's change by which it came; 0 if it came with the message.
    change bigint NOT NULL DEFAULT 0,
    -- It is so no more. The row stays, so that whom it concerned can be told.
    gone boolean NOT NULL DEFAULT false,
    PRIMARY KEY (account_id, conversation_id, number, is_reaction)
);
CREATE INDEX activity_latest ON activity (account_id, conversation_id, at) WHERE NOT gone;
CREATE INDEX activity_change ON activity (account_id, conversation_id, change) WHERE change > 0;
CREATE INDEX activity_message ON activity (conversation_id, number);

INSERT INTO activity (account_id, conversation_id, number, by_id, at)
SELECT n.account_id, n.conversation_id, n.number, n.sender_id, m.sent_at
FROM mention n JOIN message m ON m.conversation_id = n.conversation_id AND m.number = n.number
WHERE n.account_id <> n.sender_id
UNION
SELECT answered.sender_id, m.conversation_id, m.number, m.sender_id, m.sent_at
FROM message m
JOIN message answered ON answered.conversation_id = m.conversation_id AND answered.number IN (m.post_number, m.reply_to)
WHERE m.deleted_at IS NULL AND answered.sender_id <> m.sender_id;
INSERT INTO activity (account_id, conversation_id, number, is_reaction, by_id, at, change)
SELECT DISTINCT ON (r.conversation_id, r.number)
       m.sender_id, r.conversation_id, r.number, true, r.account_id, r.at, r.change
FROM reaction r JOIN message m ON m.conversation_id = r.conversation_id AND m.number = r.number
WHERE r.account_id <> m.sender_id
ORDER BY r.conversation_id, r.number, r.change DESC;
