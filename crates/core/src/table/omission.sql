create table omission (
  id          text primary key not null,
  record      text not null,
  case_id     text not null generated always as (record ->> '$.case') stored
    references "case" deferrable initially deferred,
  document_id text not null generated always as (record ->> '$.document') stored
    references document deferrable initially deferred,
  revision_id text not null generated always as (record ->> '$.revision') stored
    references revision deferrable initially deferred,
  start       integer not null generated always as (record ->> '$.start') stored,
  "end"       integer not null generated always as (record ->> '$.end') stored
) strict;
create index omission_case on omission (case_id);
create index omission_document on omission (document_id);
create index omission_revision on omission (revision_id, start);
