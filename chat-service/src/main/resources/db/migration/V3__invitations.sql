-- A link by which people come into a channel. Only a digest of its token is here.
CREATE TABLE invitation (
    id uuid PRIMARY KEY,
    conversation_id uuid NOT NULL REFERENCES conversation,
    -- SHA-256.
    digest bytea NOT NULL UNIQUE,
    role text NOT NULL CHECK (role IN ('member', 'guest')),
    created_by uuid NOT NULL,
    created_at timestamptz NOT NULL,
    expires_at timestamptz NOT NULL,
    uses int NOT NULL DEFAULT 0,
    -- Null: as often as there is room.
    most_uses int CHECK (uses <= most_uses),
    revoked_at timestamptz
);
CREATE INDEX invitation_conversation ON invitation (conversation_id, created_at);

-- How many tokens an account may still try: it grows again by one a minute, up to ten.
CREATE TABLE invitation_tries (
    account_id uuid PRIMARY KEY,
    tries_left double precision NOT NULL,
    at timestamptz NOT NULL
);
