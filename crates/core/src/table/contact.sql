create table contact (
  id       text primary key not null,
  record   text not null,
  case_id  text not null generated always as (record ->> '$.case') stored
    references "case" deferrable initially deferred,
  claim_id text generated always as (record ->> '$.claim') stored
    references claim deferrable initially deferred,
  by_id    text not null generated always as (record ->> '$.by') stored
    references editor deferrable initially deferred,
  source_id text generated always as (record ->> '$.source') stored
    references source deferrable initially deferred,
  rebuttal_id text generated always as (record ->> '$.rebuttal') stored
    references rebuttal deferrable initially deferred,
  outcome  text not null generated always as (record ->> '$.outcome') stored,
  deadline text not null generated always as (record ->> '$.deadline') stored
) strict;
create index contact_case on contact (case_id, outcome, deadline);
create index contact_claim on contact (claim_id);
create index contact_open on contact (outcome, deadline);
create index contact_by on contact (by_id);
create index contact_source on contact (source_id);
create index contact_rebuttal on contact (rebuttal_id);
