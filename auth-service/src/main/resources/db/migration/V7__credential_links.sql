-- Ways back in, mailed to who forgot their password. No token, only digests.
create table reset_link (
  token_digest text primary key,
  account_id uuid not null references account on delete cascade,
  expires_at timestamptz not null
);

create index reset_link_account on reset_link (account_id);
create index reset_link_expires_at on reset_link (expires_at);

-- The address that somebody wants instead of theirs: one for an account, the last.
create table email_change (
  account_id uuid primary key references account on delete cascade,
  old_email text not null,
  email text not null,
  revision bigint not null,
  created_at timestamptz not null,
  confirmed_at timestamptz
);

create index email_change_old_email on email_change (old_email);
create index email_change_email on email_change (email);
create index email_change_created_at on email_change (created_at);

-- A link is good for the revision that it was made for.
create table email_change_link (
  token_digest text primary key,
  account_id uuid not null references email_change on delete cascade,
  revision bigint not null,
  expires_at timestamptz not null
);

create index email_change_link_account on email_change_link (account_id);
