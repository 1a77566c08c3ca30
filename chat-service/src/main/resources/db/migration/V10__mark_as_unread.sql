-- A person may mark a conversation as unread: their read marker goes back. What others see of their reading does not.
-- Since a marker goes both ways, each move has a number: of two that are told the higher holds. They are one sequence for
-- all, so that whoever leaves and comes back does not begin below what their devices know.
CREATE SEQUENCE read_revision;
ALTER TABLE member
    -- The furthest that read_number has ever been.
    ADD COLUMN seen_number bigint NOT NULL DEFAULT 0,
    -- Of the last move of read_number.
    ADD COLUMN read_revision bigint NOT NULL DEFAULT nextval('read_revision');
UPDATE member SET seen_number = read_number WHERE read_number > 0;
