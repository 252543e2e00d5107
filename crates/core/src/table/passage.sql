create table passage (
  id          text primary key not null,
  record      text not null,
  case_id     text not null generated always as (record ->> '$.case') stored
    references "case" deferrable initially deferred,
  claim_id    text not null generated always as (record ->> '$.claim') stored
    references claim deferrable initially deferred,
  document_id text not null generated always as (record ->> '$.document') stored
    references document deferrable initially deferred,
  revision_id text not null generated always as (record ->> '$.revision') stored
    references revision deferrable initially deferred,
  start       integer not null generated always as (record ->> '$.start') stored,
  "end"       integer not null generated always as (record ->> '$.end') stored
) strict;
create index passage_case on passage (case_id);
create index passage_claim on passage (claim_id);
create index passage_document on passage (document_id);
create index passage_revision on passage (revision_id, start);
