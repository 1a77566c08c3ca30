ALTER TABLE conversation
    DROP CONSTRAINT conversation_kind_check,
    ADD CONSTRAINT conversation_kind_check CHECK (kind IN ('direct', 'group', 'channel')),
    -- Of a channel always, of a group if it was given one.
    ADD name text,
    ADD description text NOT NULL DEFAULT '',
    ADD access text NOT NULL DEFAULT 'private' CHECK (access IN ('open', 'private')),
    ADD announcements_only boolean NOT NULL DEFAULT false,
    ADD archived_at timestamptz,
    -- Counts the changes of membership, roles and settings: see docs/adr/0010-membership-has-a-revision.md.
    ADD revision bigint NOT NULL DEFAULT 0,
    -- The one at which the name and the settings changed last.
    ADD terms_revision bigint NOT NULL DEFAULT 0,
    -- Of rows in member, and of those among them who are owners. The defaults are a direct conversation's, for good.
    ADD member_count int NOT NULL DEFAULT 2,
    ADD owner_count int NOT NULL DEFAULT 0,
    ADD CHECK (kind <> 'channel' OR name IS NOT NULL);
-- To be found by name, by those who are not in it.
CREATE INDEX conversation_open_channel ON conversation (lower(name), id)
    WHERE kind = 'channel' AND access = 'open' AND archived_at IS NULL;

ALTER TABLE member
    ADD role text NOT NULL DEFAULT 'member' CHECK (role IN ('owner', 'teacher', 'member', 'guest')),
    -- The first message that the member may see.
    ADD first_number bigint NOT NULL DEFAULT 1,
    -- The conversation's revision when the member came in or got the role.
    ADD revision bigint NOT NULL DEFAULT 0,
    -- Null in direct conversations.
    ADD joined_at timestamptz;

-- Who was in a conversation and is not: never in both tables at once.
CREATE TABLE former_member (
    conversation_id uuid NOT NULL REFERENCES conversation,
    account_id uuid NOT NULL,
    -- By somebody else: comes back only if somebody lets them in.
    removed boolean NOT NULL,
    revision bigint NOT NULL,
    changed xid8 NOT NULL DEFAULT pg_current_xact_id(),
    PRIMARY KEY (conversation_id, account_id)
);
CREATE INDEX former_member_account ON former_member (account_id);

ALTER TABLE message
    -- A post has a title and says whether it takes comments; no other message does.
    ADD title text,
    ADD comments_allowed boolean,
    -- A comment has the number of its post, and a reply that of the comment it answers.
    ADD post_number bigint CHECK (post_number < number),
    ADD reply_to bigint CHECK (reply_to < number AND reply_to > post_number),
    ADD CHECK ((title IS NULL) = (comments_allowed IS NULL)),
    ADD CHECK (title IS NULL OR post_number IS NULL),
    ADD CHECK (reply_to IS NULL OR post_number IS NOT NULL);
CREATE INDEX message_post ON message (conversation_id, number) WHERE title IS NOT NULL;
CREATE INDEX message_comment ON message (conversation_id, post_number, number) WHERE post_number IS NOT NULL;

-- As unpublished, of what somebody is in a conversation, or, without an account, of its name and settings. What is
-- published is always what they are by now.
CREATE TABLE unpublished_membership (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    conversation_id uuid NOT NULL,
    account_id uuid,
    tried_at timestamptz NOT NULL
);
CREATE INDEX unpublished_membership_tried ON unpublished_membership (tried_at);
