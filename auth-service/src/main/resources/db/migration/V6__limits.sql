-- How often something may be tried, counted for all replicas together. Buckets are numbers from a hash, so neither table has
-- more than 2^20 rows, whatever is thrown at it. What a crash of the database forgets is forgiven.

create unlogged table allowance (
  bucket integer primary key,
  full_at timestamptz not null
);

create index allowance_full_at on allowance (full_at);

create unlogged table failed_tries (
  bucket integer primary key,
  failures integer not null,
  failed_at timestamptz not null,
  blocked_until timestamptz not null
);

create index failed_tries_failed_at on failed_tries (failed_at);

-- Takes one from a bucket that holds `burst` and gets one back after each `refill` (the generic cell rate algorithm, ITU-T
-- I.371: all that is remembered is when the bucket is full again). Null if it was granted, else how long to wait.
create function take_allowance(tried_bucket integer, now_at timestamptz, refill interval, burst integer) returns interval
language plpgsql as $$
begin
  insert into allowance as a (bucket, full_at) values (tried_bucket, now_at + refill)
  on conflict (bucket) do update set full_at = greatest(a.full_at, now_at) + refill
    where greatest(a.full_at, now_at) + refill <= now_at + refill * burst;
  if found then
    return null;
  end if;
  return (select full_at + refill - (now_at + refill * burst) from allowance where bucket = tried_bucket);
end
$$;

-- How long to wait after so many failures in a row.
create function delay_after(failures integer, free integer, base interval, most interval) returns interval
language sql immutable as $$
  select case when failures < free then interval '0'
    else least(most, base * power(2, least(failures - free, 20))) end
$$;

-- Counts a try as failed until it turns out to be right: of many at once only the first get through. Null if it may be tried,
-- else how long to wait.
create function begin_try(
  tried_bucket integer, now_at timestamptz, free integer, base interval, most interval, forgotten_after interval)
returns interval language plpgsql as $$
begin
  insert into failed_tries as f (bucket, failures, failed_at, blocked_until)
  values (tried_bucket, 1, now_at, now_at + delay_after(1, free, base, most))
  on conflict (bucket) do update set
    failures = case when f.failed_at + forgotten_after <= now_at then 1 else f.failures + 1 end,
    failed_at = now_at,
    blocked_until = now_at + delay_after(
      case when f.failed_at + forgotten_after <= now_at then 1 else f.failures + 1 end, free, base, most)
    where f.blocked_until <= now_at;
  if found then
    return null;
  end if;
  return (select blocked_until - now_at from failed_tries where bucket = tried_bucket);
end
$$;

-- Browsers from which a person has signed in. Who guesses elsewhere does not slow them down.
create table known_device (
  account_id uuid not null references account on delete cascade,
  token_digest text not null,
  last_used_at timestamptz not null,
  primary key (account_id, token_digest)
);

create index known_device_last_used_at on known_device (last_used_at);
