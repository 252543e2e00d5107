create table evidence (
  id        text primary key not null,
  record    text not null,
  case_id   text not null generated always as (record ->> '$.case') stored
    references "case" deferrable initially deferred,
  claim_id  text not null generated always as (record ->> '$.claim') stored
    references claim deferrable initially deferred,
  source_id text not null generated always as (record ->> '$.source') stored
    references source deferrable initially deferred,
  stance    text not null generated always as (record ->> '$.stance') stored,
  position  integer not null generated always as (record ->> '$.position') stored
) strict;
create index evidence_case on evidence (case_id);
create index evidence_claim on evidence (claim_id, position);
create index evidence_origin on evidence (claim_id, stance, source_id);
create index evidence_source on evidence (source_id);
