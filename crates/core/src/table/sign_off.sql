create table sign_off (
  id       text primary key not null,
  record   text not null,
  case_id  text not null generated always as (record ->> '$.case') stored
    references "case" deferrable initially deferred,
  claim_id text not null generated always as (record ->> '$.claim') stored
    references claim deferrable initially deferred,
  by_id    text not null generated always as (record ->> '$.by') stored
    references editor deferrable initially deferred,
  at       text not null generated always as (record ->> '$.at') stored,
  stale    integer not null generated always as (record ->> '$.stale') stored
) strict;
create index sign_off_case on sign_off (case_id, stale, claim_id);
create index sign_off_claim on sign_off (claim_id, stale);
create index sign_off_by on sign_off (by_id);
