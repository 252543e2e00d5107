create table verdict (
  id       text primary key not null,
  record   text not null,
  case_id  text not null generated always as (record ->> '$.case') stored
    references "case" deferrable initially deferred,
  claim_id text not null generated always as (record ->> '$.claim') stored
    references claim deferrable initially deferred,
  scale_id text not null generated always as (record ->> '$.scale') stored
    references scale deferrable initially deferred,
  tone     text not null generated always as (record ->> '$.value.tone') stored
) strict;
create index verdict_case on verdict (case_id, tone);
create index verdict_claim on verdict (claim_id);
create index verdict_scale on verdict (scale_id);
