-- Whom somebody does not want to hear from: see docs/adr/0035-blocking.md.
CREATE TABLE block (
    blocker_id uuid NOT NULL,
    blocked_id uuid NOT NULL,
    at timestamptz NOT NULL,
    PRIMARY KEY (blocker_id, blocked_id)
);
CREATE INDEX block_blocked ON block (blocked_id);

-- Of a direct conversation: one of its two blocks the other, or both do. Nothing is written in it then.
ALTER TABLE conversation
    ADD is_closed boolean NOT NULL DEFAULT false,
    ADD CONSTRAINT conversation_closed_direct CHECK (kind = 'direct' OR NOT is_closed);

-- Of a direct conversation: the member has written in it. Known a second or so after they did.
ALTER TABLE member ADD has_written boolean NOT NULL DEFAULT false;
UPDATE member me SET has_written = true
FROM conversation c
WHERE c.id = me.conversation_id AND c.kind = 'direct'
  AND EXISTS (SELECT FROM message m
              WHERE m.conversation_id = c.id AND m.sender_id = me.account_id AND m.call IS NULL);

ALTER TABLE preference
    DROP CONSTRAINT preference_calls_from_check,
    ADD CONSTRAINT preference_calls_from_check CHECK (calls_from IN ('everybody', 'contacts', 'nobody'));
