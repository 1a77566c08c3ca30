-- Somebody put a conversation away, when this was its last message: it is away as long as it has none after it, or is
-- muted. See docs/adr/0032-an-archive-is-a-number.md.
ALTER TABLE member ADD archived_up_to bigint CHECK (archived_up_to >= 0);
