-- A file that somebody uploads, from the first word of it until its last object is gone.
CREATE TABLE file (
    id uuid PRIMARY KEY,
    owner_id uuid NOT NULL,
    name text NOT NULL,
    bytes bigint NOT NULL CHECK (bytes >= 0),
    -- How many of its bytes are here, from the first on, and in how many pieces.
    stored bigint NOT NULL DEFAULT 0 CHECK (stored <= bytes),
    pieces int NOT NULL DEFAULT 0,
    -- An upload that has not gone on by then is forgotten.
    expires_at timestamptz NOT NULL,
    -- When all of it was here and it was known what it is.
    finished_at timestamptz,
    -- By what its bytes are.
    type text,
    -- Of a picture that could be read, upright, in pixels.
    width int,
    height int,
    placeholder text,
    -- Nobody sees it from then on; its objects go somewhat later, when nobody can be writing any.
    removed_at timestamptz,
    -- Who may send it. A message refers to this, so that PostgreSQL itself keeps whatever is sent from being removed.
    sendable_by uuid GENERATED ALWAYS AS (
        CASE WHEN finished_at IS NOT NULL AND removed_at IS NULL THEN owner_id END) STORED,
    UNIQUE (id, sendable_by),
    CHECK ((finished_at IS NULL) = (type IS NULL)),
    CHECK (finished_at IS NULL OR stored = bytes)
);
CREATE INDEX file_unfinished ON file (expires_at) WHERE finished_at IS NULL AND removed_at IS NULL;
CREATE INDEX file_unfinished_of ON file (owner_id) WHERE finished_at IS NULL AND removed_at IS NULL;
CREATE INDEX file_finished ON file (finished_at) WHERE finished_at IS NOT NULL AND removed_at IS NULL;
CREATE INDEX file_removed ON file (removed_at) WHERE removed_at IS NOT NULL;

-- A stretch of a file in an object of its own, which never changes.
CREATE TABLE file_piece (
    file_id uuid NOT NULL REFERENCES file ON DELETE CASCADE,
    first_byte bigint NOT NULL,
    bytes int NOT NULL CHECK (bytes > 0),
    object uuid NOT NULL,
    PRIMARY KEY (file_id, first_byte)
);

-- What an account's files take up, those that are being uploaded included.
CREATE TABLE file_usage (
    account_id uuid PRIMARY KEY,
    bytes bigint NOT NULL CHECK (bytes >= 0)
);

-- Which message a file was sent with: one, ever.
CREATE TABLE message_file (
    file_id uuid NOT NULL CONSTRAINT message_file_once PRIMARY KEY,
    sender_id uuid NOT NULL,
    conversation_id uuid NOT NULL,
    number bigint NOT NULL,
    CONSTRAINT message_file_sendable FOREIGN KEY (file_id, sender_id) REFERENCES file (id, sendable_by),
    FOREIGN KEY (conversation_id, number) REFERENCES message
);
CREATE INDEX message_file_message ON message_file (conversation_id, number);

-- What a message says of its files, in their order: they never change, so nobody needs to look elsewhere. Null for none.
ALTER TABLE message ADD files jsonb;
