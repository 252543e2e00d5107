create table comment (
  id       text primary key not null,
  record   text not null,
  case_id  text not null generated always as (record ->> '$.case') stored
    references "case" deferrable initially deferred,
  claim_id text not null generated always as (record ->> '$.claim') stored
    references claim deferrable initially deferred,
  by_id    text not null generated always as (record ->> '$.by') stored
    references editor deferrable initially deferred,
  of_id    text generated always as (record ->> '$.of') stored
    references editor deferrable initially deferred,
  answers_id text generated always as (record ->> '$.answers') stored
    references comment deferrable initially deferred,
  settled  integer not null generated always as (record ->> '$.settled_by' is not null) stored
) strict;
create index comment_case on comment (case_id, settled);
create index comment_claim on comment (claim_id);
create index comment_by on comment (by_id);
create index comment_of on comment (of_id);
create index comment_answers on comment (answers_id);
