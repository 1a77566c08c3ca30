-- What is left of calls, for the list of all of somebody's.
CREATE INDEX message_call ON message (conversation_id, sent_at, number) WHERE call IS NOT NULL;
CREATE INDEX message_missed_call ON message (conversation_id, number) WHERE call IS NOT NULL AND NOT is_uncounted;
-- Up to which message of a direct conversation the member has seen in that list what they missed: see
-- docs/adr/0034-call-history.md.
ALTER TABLE member ADD calls_seen bigint NOT NULL DEFAULT 0;
UPDATE member me SET calls_seen = missed.number
FROM (SELECT conversation_id, max(number) AS number FROM message
      WHERE call IS NOT NULL AND NOT is_uncounted GROUP BY conversation_id) AS missed
WHERE me.conversation_id = missed.conversation_id;
