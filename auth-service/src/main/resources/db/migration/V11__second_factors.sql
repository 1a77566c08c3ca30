-- What somebody shows beside their password. The secret is sealed under a key that the database never sees; a row without
-- `since` waits to be confirmed by a first code, for some minutes from `created_at` on.
create table second_factor (
  account_id uuid primary key references account on delete cascade,
  sealed_secret text not null,
  created_at timestamptz not null,
  since timestamptz,
  -- The step of the last code that was taken; no step is taken twice.
  last_step bigint not null
);

create index second_factor_created_at on second_factor (created_at) where since is null;

-- Codes that stand in for it, each once. No code, only digests.
create table recovery_code (
  digest text primary key,
  account_id uuid not null references second_factor on delete cascade
);

create index recovery_code_account on recovery_code (account_id);
