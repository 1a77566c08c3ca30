-- People whose address is proven. Others know them by `account-profiles`, which is fed from here.
create table account (
  id uuid primary key,
  email text not null unique,
  name text not null,
  folded_name text not null,
  password_hash text not null,
  language text not null,
  roles text[] not null,
  created_at timestamptz not null,
  revision bigint not null,
  published_revision bigint not null
);

-- The outbox: as good as empty, whatever the number of accounts.
create index account_unpublished on account (id) where published_revision < revision;

-- People are searched by any part of their name.
create extension if not exists pg_trgm;
create index account_folded_name on account using gin (folded_name gin_trgm_ops);

-- What was said in the form, until the link in the mail is followed. One for an address, the last.
create table registration (
  id uuid primary key,
  email text not null unique,
  name text not null,
  password_hash text not null,
  language text not null,
  created_at timestamptz not null,
  revision bigint not null
);

create index registration_created_at on registration (created_at);

-- A link is good for the revision that it was made for.
create table verification_link (
  token_digest text primary key,
  registration_id uuid not null references registration on delete cascade,
  revision bigint not null,
  expires_at timestamptz not null
);

create index verification_link_registration on verification_link (registration_id);

-- A signed-in device: the state of RefreshFamily. No token, only digests.
create table session (
  id uuid primary key,
  account_id uuid not null references account on delete cascade,
  proof_digest text not null,
  generation bigint not null,
  current_digest text not null,
  predecessor_digest text,
  predecessor_salt text,
  started_at timestamptz not null,
  rotated_at timestamptz not null,
  ended_at timestamptz,
  ended_because text,
  check ((predecessor_digest is null) = (predecessor_salt is null)),
  check ((ended_at is null) = (ended_because is null))
);

create index session_account on session (account_id);
create index session_rotated_at on session (rotated_at);

-- Mails that wait to be sent, and for a while those that were, to know when the next may leave.
create table outgoing_mail (
  id uuid primary key,
  recipient text not null,
  purpose text not null,
  language text not null,
  requests integer not null,
  attempts integer not null,
  created_at timestamptz not null,
  due_at timestamptz not null,
  done_at timestamptz
);

create unique index outgoing_mail_waiting on outgoing_mail (recipient, purpose) where done_at is null;
create index outgoing_mail_due on outgoing_mail (due_at) where done_at is null;
create index outgoing_mail_done on outgoing_mail (recipient, done_at);
