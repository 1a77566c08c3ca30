-- What the replicas agree on about the keys of access tokens. Public halves only.
create table signing_key (
  id text primary key,
  public_key bytea not null,
  signs_from timestamptz not null,
  held_at timestamptz not null,
  revoked_at timestamptz
);
